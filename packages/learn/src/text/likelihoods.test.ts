import assert from "node:assert/strict";
import { test } from "node:test";
import { fitLikelihoods, likelihoodsOf } from "./likelihoods.ts";
import { sparseRows } from "./sparse-rows.ts";

const row = (...columns: number[]) => ({
  indices: Uint32Array.from(columns),
  values: Float32Array.from(columns, () => 0.3),
});
const rows = sparseRows([row(0, 1, 2), row(1, 2), row(0, 3)], 5);
const labels = [0, 0, 1];

test("ratios are those of the definition, from the first column that counts", () => {
  const likelihoods = fitLikelihoods([rows], [labels], 2, 1);
  // Columns 1, 2, 3 with counts 2, 2, 0 in class 0 and 0, 0, 1 in class 1; prior 0.1 × 5 ÷ 2 = 0.25 pieces.
  // python3: from math import *; print((log((2+.25*.4)/(4.25*.4)) + log(.25*.2/(4.25*.2))) / sqrt(2))
  near(likelihoodsOf(likelihoods, row(0, 1, 3))[0]!, -1.8539663);
  // python3: from math import *; print((log(.25*.4/(1.25*.4)) + log((1+.25*.2)/(1.25*.2))) / sqrt(2))
  near(likelihoodsOf(likelihoods, row(0, 1, 3))[1]!, -0.1232865);
});

test("what no class has says nothing, nor does a row without pieces", () => {
  const likelihoods = fitLikelihoods([rows], [labels], 3, 1);
  assert.deepEqual([...likelihoodsOf(likelihoods, row(0, 4))], [0, 0, 0]);
  assert.deepEqual([...likelihoodsOf(likelihoods, row())], [0, 0, 0]);
});

test("rows in pieces are rows in one", () => {
  const parts = [sparseRows([row(0, 1, 2)], 5), sparseRows([row(1, 2), row(0, 3)], 5)];
  assert.deepEqual(fitLikelihoods(parts, [[0], [0, 1]], 2, 0), fitLikelihoods([rows], [labels], 2, 0));
});

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} instead of ${expected}`);
}
