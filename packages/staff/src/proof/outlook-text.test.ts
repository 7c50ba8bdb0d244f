import assert from "node:assert/strict";
import { test } from "node:test";
import { translator } from "@aftercare/messages";
import { outlookText } from "./outlook-text.ts";

test("what takes more than two years is said in years, in every language", () => {
  const of = (days: number, state: "open" | "too-early" = "open") =>
    outlookText(translator("en"), { state, shoppers: 9_000, days });
  assert.match(of(730), /730 more days/);
  assert.match(of(731), /2 more years/);
  assert.match(of(4_383), /12 more years/);
  assert.match(of(4_383, "too-early"), /12 years/);
  for (const locale of ["de", "nl", "zh"] as const) {
    for (const state of ["open", "too-early"] as const)
      assert.match(outlookText(translator(locale), { state, shoppers: 9_000, days: 4_383 }), /12/);
  }
});
