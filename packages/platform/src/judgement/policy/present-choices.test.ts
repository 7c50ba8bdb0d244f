import assert from "node:assert/strict";
import { test } from "node:test";
import { fitProgramModel } from "./index.ts";
import { presentChoices } from "./present-choices.ts";
import { log, logActions, logFeatures } from "./testing.ts";

test("what the policy in force would do on rows that it learned from is not told by those rows' own shopper", () => {
  const fond = log(2_000, "fond", (arm) => (arm === 2 ? 1.5 : 0)).map((row) => ({
    ...row,
    shopper: "fond of coupons",
  }));
  const others = log(1_000, "others", (arm) => (arm === 2 ? -1.5 : 0));
  const rows = [...fond, ...others].map((row) => ({ ...row, at: 0 }));
  const today = fitProgramModel(rows, logActions, logFeatures);
  const later = { ...fond[0]!, at: 1 };
  const choices = presentChoices([...rows, later], today);
  // All shoppers together speak for coupons, all others against.
  assert.equal(choices.at(-1), 2);
  assert.deepEqual([...new Set(choices.subarray(0, fond.length))], [0]);
});
