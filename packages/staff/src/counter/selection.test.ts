import assert from "node:assert/strict";
import { test } from "node:test";
import { type Selection, sum, withQuantity, withReason } from "./selection.ts";

const shirt = { line: 1, quantity: 3, returnedQuantity: 1, paid: 1000 };
const scarf = { line: 2, quantity: 1, returnedQuantity: 0, paid: 2500 };
const nothing: Selection = new Map();

test("no more is taken back than is left, and no less than nothing", () => {
  assert.equal(withQuantity(nothing, shirt, 9).get(1)?.quantity, 2);
  assert.equal(withQuantity(nothing, shirt, -1).has(1), false);
  assert.equal(withQuantity(withQuantity(nothing, shirt, 2), shirt, 0).size, 0);
});

test("a reason stays when the quantity changes and needs a picked line", () => {
  const picked = withReason(withQuantity(nothing, shirt, 1), 1, "too-small");
  assert.deepEqual(withQuantity(picked, shirt, 2).get(1), { quantity: 2, reason: "too-small" });
  assert.equal(withReason(nothing, 1, "too-small").size, 0);
});

test("the sum is of the units that come next", () => {
  const picked = withQuantity(withQuantity(nothing, shirt, 2), scarf, 1);
  assert.deepEqual(sum(picked, [shirt, scarf]), { units: 3, amount: 333 + 334 + 2500 });
  assert.deepEqual(sum(nothing, [shirt, scarf]), { units: 0, amount: 0 });
});
