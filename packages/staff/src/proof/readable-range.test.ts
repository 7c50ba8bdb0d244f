import assert from "node:assert/strict";
import { test } from "node:test";
import { readableRange } from "./readable-range.ts";

test("the scale holds zero and every interval but the first wide ones", () => {
  const early = { low: -900, high: 1_000 };
  const [later, last] = [
    { low: -30, high: 90 },
    { low: 20, high: 60 },
  ];
  assert.deepEqual(readableRange([early, later, last]), [-30, 90]);
  assert.deepEqual(readableRange([last]), [0, 60]);
  assert.deepEqual(readableRange([{ low: 0, high: 0 }]), [-1, 1]);
});
