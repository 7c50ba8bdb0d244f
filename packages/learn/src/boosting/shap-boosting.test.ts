import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { seededRandom } from "../random/index.ts";
import type { BoostingModel, BoostingTree } from "./boosting-model.ts";
import type { BoostingOptions } from "./boosting-options.ts";
import { compiledTrees, goesLeft } from "./compiled-tree.ts";
import { fitBoosting } from "./fit-boosting.ts";
import { rawBoosting } from "./predict-boosting.ts";
import { shapBoosting } from "./shap-boosting.ts";

const columns = 4;

function sample(seed: number, rows: number) {
  const random = seededRandom(seed);
  const values = Float64Array.from({ length: rows * columns }, (_, k) => {
    if (random.next() < 0.1) return Number.NaN;
    return k % columns === 3 ? random.int(5) : random.next();
  });
  const y = Float64Array.from({ length: rows }, (_, i) => {
    const [a = 0, b = 0, , d = 0] = values.subarray(i * columns).map((value) => (Number.isNaN(value) ? 0.3 : value));
    return a * b + (d % 2) + 0.3 * random.next();
  });
  return { x: { rows, columns, values }, y, weights: Float64Array.from({ length: rows }, () => random.int(3)) };
}

/** Shapley's formula itself over all subsets of columns, each value an expectation down the tree. */
function bruteForce(model: BoostingModel, row: Float64Array): number[] {
  const worth = (known: number): number =>
    model.trees.reduce((sum, tree, t) => sum + expectation(tree, compiledTrees(model)[t]!, row, known, 0), 0);
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return Array.from({ length: columns }, (_, column) => {
    let value = 0;
    for (let known = 0; known < 2 ** columns; known++) {
      if (known & (1 << column)) continue;
      const size = [...known.toString(2)].filter((bit) => bit === "1").length;
      const share = (factorial(size) * factorial(columns - size - 1)) / factorial(columns);
      value += share * (worth(known | (1 << column)) - worth(known));
    }
    return value;
  });
}

function expectation(
  tree: BoostingTree,
  walk: ReturnType<typeof compiledTrees>[number],
  row: Float64Array,
  known: number,
  node: number,
): number {
  const column = tree.column[node]!;
  if (column < 0) return tree.value[node]!;
  const [left, right] = [tree.left[node]!, tree.right[node]!];
  const down = (child: number): number => expectation(tree, walk, row, known, child);
  if (known & (1 << column)) return down(goesLeft(walk, node, row[column]!) ? left : right);
  return (tree.cover[left]! * down(left) + tree.cover[right]! * down(right)) / tree.cover[node]!;
}

test("contributions are Shapley's formula over all subsets, and sum with the base to the raw score", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.constantFrom<Partial<BoostingOptions>>(
        {},
        { categorical: [3], categoryL2: 1 },
        { rowShare: 0.7, columnShare: 0.5 },
        { monotone: [1, 0, 0, 0], loss: { quantile: 0.8 } },
      ),
      fc.boolean(),
      (seed, options, weighted) => {
        const { x, y, weights } = sample(seed, 150);
        const settings: BoostingOptions = { loss: "squared", trees: 4, maxLeaves: 8, minLeaf: 4, ...options };
        const model = fitBoosting(x, y, weighted ? { ...settings, weights } : settings);
        const { base, contributions } = shapBoosting(model, x);
        const raw = rawBoosting(model, x);
        for (let i = 0; i < 12; i++) {
          const mine = contributions.values.subarray(i * columns, (i + 1) * columns);
          const row = x.values.subarray(i * columns, (i + 1) * columns);
          for (const [column, expected] of bruteForce(model, row).entries()) near(mine[column]!, expected);
          near(base + mine.reduce((a, b) => a + b, 0), raw[i]!);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test("the base is the mean raw score of the training rows, by weight", () => {
  const { x, y, weights } = sample(5, 400);
  for (const options of [{}, { weights }]) {
    const model = fitBoosting(x, y, { loss: "squared", trees: 10, ...options });
    const raw = rawBoosting(model, x);
    const w = "weights" in options ? weights : weights.map(() => 1);
    const total = w.reduce((a, b) => a + b, 0);
    near(shapBoosting(model, x).base, raw.reduce((sum, each, i) => sum + w[i]! * each, 0) / total);
  }
});

test("a column that no tree asks about contributes nothing", () => {
  const { x, y } = sample(6, 300);
  const constant = { ...x, values: x.values.map((value, k) => (k % columns === 2 ? 1 : value)) };
  const { contributions } = shapBoosting(fitBoosting(constant, y, { loss: "squared", trees: 5 }), constant);
  for (let i = 0; i < 300; i++) assert.equal(contributions.values[i * columns + 2], 0);
});

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
}
