import assert from "node:assert/strict";
import { test } from "node:test";
import { nextPosition } from "./list-position.ts";

test("j enters a list at its top, k at its end, and both stop at the edges", () => {
  assert.equal(nextPosition(-1, 1, 3), 0);
  assert.equal(nextPosition(-1, -1, 3), 2);
  assert.equal(nextPosition(1, 1, 3), 2);
  assert.equal(nextPosition(2, 1, 3), 2);
  assert.equal(nextPosition(0, -1, 3), 0);
  assert.equal(nextPosition(-1, 1, 0), -1);
});
