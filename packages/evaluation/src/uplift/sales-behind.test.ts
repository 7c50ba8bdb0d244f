import assert from "node:assert/strict";
import { test } from "node:test";
import { areAmounts, salesBehind } from "./sales-behind.ts";

const x = { rows: 6, columns: 1, values: new Float64Array(6) };

test("margins with a shared least value an arm are sales less a contact", () => {
  const data = { x, treatment: [0, 0, 0, 1, 1, 1], outcome: [0, 0, 10, -0.5, -0.5, 8] };
  const { sales, economics } = salesBehind(data, 2)!;
  assert.deepEqual([...Array.from(sales.outcome)], [0, 0, 10, 0, 0, 8.5]);
  assert.deepEqual(economics, { rate: [1, 1], contact: [0, 0.5] });
});

test("plain amounts and outcomes of any value are taken as they are", () => {
  assert.equal(salesBehind({ x, treatment: [0, 0, 0, 1, 1, 1], outcome: [0, 0, 10, 0, 0, 8] }, 2), undefined);
  const treatment = Array.from({ length: 40 }, (_, i) => i % 2);
  const outcome = treatment.map((_, i) => i - 20);
  assert.equal(salesBehind({ x, treatment, outcome }, 2), undefined);
  assert.equal(areAmounts([0, 0, 3]), true);
  assert.equal(areAmounts([0, -1, 3]), false);
  assert.equal(areAmounts([1, 2, 3]), false);
});
