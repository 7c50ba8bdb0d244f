import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { fitSoftmax, softmaxScores } from "./fit-softmax.ts";
import { type SparseRow, sparseRow, sparseRows } from "./sparse-rows.ts";

const dense = [
  [1, 0, 0.5],
  [0.8, 0.2, 0],
  [0, 1, 0.5],
  [0, 0.7, 0.1],
  [0.3, 0, 1],
  [0, 0.2, 0.9],
];
const labels = [0, 0, 1, 1, 2, 2];
const x = sparseRows(dense.map(sparse), 3);
const tight = { cost: 4, tolerance: 1e-9, maximumPasses: 3000 };

test("the weights are those of a general optimiser", () => {
  // python3, numpy and scipy: A = hstack([X, ones]); minimise 4 * sum(logsumexp(A W) - (A W)[y]) + sum(W**2) / 2
  // by minimize(method="L-BFGS-B", jac=True, options=dict(ftol=1e-15, gtol=1e-10)), W of 4 rows by 3 classes
  const expected = [
    [1.63923, -0.89266, -0.74657],
    [-0.6167, 1.51533, -0.89863],
    [-0.78831, -0.63827, 1.42657],
    [0.00888, 0.05779, -0.06668],
  ];
  const { weights } = fitSoftmax(x, labels, 3, tight);
  for (const [i, value] of expected.flat().entries()) {
    assert.ok(Math.abs(weights[i]! - value) < 2e-3, `weight ${i} is ${weights[i]} instead of ${value}`);
  }
});

test("the gap says how far the optimum is, and passes end when allowed", () => {
  assert.ok(fitSoftmax(x, labels, 3, { cost: 4, tolerance: 1e-3 }).gap <= 1e-3);
  assert.equal(fitSoftmax(x, labels, 3, { cost: 4, tolerance: 1e-12, maximumPasses: 3 }).passes, 3);
});

test("the same input gives the same weights, and separable classes are told apart", () => {
  const row = fc.array(fc.double({ min: 0.5, max: 1, noNaN: true }), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 10 }), (points) => {
      const rows = points.flatMap(([a, b]) => [
        [a!, b!, 0, 0],
        [0, 0, a!, b!],
      ]);
      const y = points.flatMap(() => [0, 1]);
      const z = sparseRows(rows.map(sparse), 4);
      const model = fitSoftmax(z, y, 2, { cost: 30 });
      assert.deepEqual(fitSoftmax(z, y, 2, { cost: 30 }), model);
      for (const [i, label] of y.entries()) {
        const scores = softmaxScores(model, sparseRow(z, i));
        assert.ok(scores[label]! > scores[1 - label]!);
      }
    }),
    { numRuns: 30 },
  );
});

test("bad arguments are refused by name", () => {
  refuses("x", () => fitSoftmax(sparseRows([], 3), [], 2, tight));
  refuses("labels", () => fitSoftmax(x, [0, 1], 3, tight));
  refuses("labels", () => fitSoftmax(x, [0, 0, 1, 1, 2, 3], 3, tight));
  refuses("classes", () => fitSoftmax(x, labels, 0, tight));
  refuses("options.cost", () => fitSoftmax(x, labels, 3, { cost: 0 }));
  refuses("options.tolerance", () => fitSoftmax(x, labels, 3, { cost: 1, tolerance: Number.NaN }));
  refuses("options.maximumPasses", () => fitSoftmax(x, labels, 3, { cost: 1, maximumPasses: 0 }));
});

function sparse(row: readonly number[]): SparseRow {
  const indices = [...row.keys()].filter((j) => row[j] !== 0);
  return { indices: Uint32Array.from(indices), values: Float32Array.from(indices, (j) => row[j]!) };
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
