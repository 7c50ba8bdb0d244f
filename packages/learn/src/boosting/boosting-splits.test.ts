import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { seededRandom } from "../random/index.ts";
import type { BoostingTree } from "./boosting-model.ts";
import { fitBoosting } from "./fit-boosting.ts";
import { predictBoosting } from "./predict-boosting.ts";

function noisy(seed: number, rows: number, columns: number, outcome: (row: Float64Array) => number) {
  const random = seededRandom(seed);
  const values = Float64Array.from({ length: rows * columns }, () => random.next());
  const y = Float64Array.from(
    { length: rows },
    (_, i) => outcome(values.subarray(i * columns, (i + 1) * columns)) + random.next(),
  );
  return { x: { rows, columns, values }, y };
}

function leavesOf(tree: BoostingTree): number[] {
  return tree.column.flatMap((column, node) => (column < 0 ? [node] : []));
}

test("leaves, depth and rows in a leaf stay within their limits", () => {
  fc.assert(
    fc.property(
      fc.record({
        seed: fc.integer({ min: 0, max: 1e6 }),
        maxLeaves: fc.integer({ min: 2, max: 20 }),
        maxDepth: fc.integer({ min: 1, max: 5 }),
        minLeaf: fc.integer({ min: 1, max: 60 }),
      }),
      ({ seed, ...limits }) => {
        const { x, y } = noisy(seed, 200, 3, ([a = 0, b = 0]) => a * b);
        for (const tree of fitBoosting(x, y, { loss: "squared", trees: 2, ...limits }).trees) {
          assert.ok(leavesOf(tree).length <= limits.maxLeaves);
          assert.ok(leavesOf(tree).every((leaf) => tree.cover[leaf]! >= limits.minLeaf));
          const depth = tree.column.map(() => 0);
          for (const [node, column] of tree.column.entries()) {
            if (column < 0) continue;
            for (const child of [tree.left[node]!, tree.right[node]!]) depth[child] = depth[node]! + 1;
            assert.equal(tree.cover[tree.left[node]!]! + tree.cover[tree.right[node]!]!, tree.cover[node]);
          }
          assert.ok(Math.max(...depth) <= limits.maxDepth);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("predictions follow a monotone column everywhere, whatever the loss", () => {
  for (const loss of ["squared", "logistic", "poisson", { quantile: 0.7 }] as const) {
    const { x, y } = noisy(11, 1200, 3, ([a = 0, b = 0, c = 0]) => Math.sin(7 * a) + 2 * a * c - b + Math.sin(9 * b));
    const outcome = loss === "logistic" ? y.map((each) => (each > 1 ? 1 : 0)) : y.map((each) => Math.max(0, each));
    const model = fitBoosting(x, outcome, { loss, monotone: [1, -1, 0], trees: 40, minLeaf: 5, l2: 0 });
    for (const [column, sign] of [1, -1].entries()) {
      for (let i = 0; i < 40; i++) {
        const line = Float64Array.from({ length: 303 }, (_, k) =>
          k % 3 === column ? Math.floor(k / 3) / 100 : x.values[3 * i + (k % 3)]!,
        );
        const along = predictBoosting(model, { rows: 101, columns: 3, values: line });
        for (let k = 1; k < 101; k++) assert.ok(sign * (along[k]! - along[k - 1]!) >= 0, `column ${column}, row ${i}`);
      }
    }
  }
});

test("missing values go to the side that they resemble, at either end and alone", () => {
  for (const level of [0, 1, 5]) {
    const { x, y } = noisy(21, 900, 1, ([a = 0]) => (a > 0.5 ? 10 : 0));
    const values = x.values.map((value, i) => (i % 4 === 0 ? Number.NaN : value));
    const target = y.map((each, i) => (i % 4 === 0 ? each - Math.floor(each) + 2 * level : each));
    const model = fitBoosting({ ...x, values }, target, { loss: "squared", learningRate: 1, trees: 3, l2: 0 });
    const [missing] = predictBoosting(model, { rows: 1, columns: 1, values: Float64Array.of(Number.NaN) });
    assert.ok(Math.abs(missing! - 2 * level - 0.5) < 0.1, `${missing} for ${2 * level}`);
  }
});

test("a missing value that training never saw goes with the larger side", () => {
  const { x, y } = noisy(22, 500, 1, ([a = 0]) => (a > 0.3 ? 10 : 0));
  const model = fitBoosting(x, y, { loss: "squared", learningRate: 1, trees: 1, maxLeaves: 2, l2: 0 });
  const asked = { rows: 3, columns: 1, values: Float64Array.of(Number.NaN, 0.9, 0.1) };
  const [missing, above, below] = predictBoosting(model, asked);
  assert.equal(missing, above);
  assert.notEqual(missing, below);
});

test("a split on categories is the best of all partitions", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -50, max: 50 })), {
        minLength: 12,
        maxLength: 60,
      }),
      (pairs) => {
        const x = { rows: pairs.length, columns: 1, values: Float64Array.from(pairs, ([category]) => 10 * category) };
        const y = pairs.map(([, outcome]) => outcome);
        const model = fitBoosting(x, y, {
          ...{ loss: "squared", trees: 1, learningRate: 1, maxLeaves: 2, minLeaf: 1, l2: 0, categoryL2: 0 },
          categorical: [0],
        });
        const errors = predictBoosting(model, x).reduce((sum, each, i) => sum + (each - y[i]!) ** 2, 0);
        let least = Number.POSITIVE_INFINITY;
        for (let left = 0; left < 64; left++) {
          const side = (wanted: number): number[] =>
            pairs.flatMap(([category, outcome]) => (((left >> category) & 1) === wanted ? [outcome] : []));
          least = Math.min(least, squares(side(0)) + squares(side(1)));
        }
        assert.ok(Math.abs(errors - least) <= 1e-6 * (1 + least), `${errors} is not ${least}`);
      },
    ),
    { numRuns: 60 },
  );
});

test("a category unknown to training goes the way of missing values, rare ones beyond the bins too", () => {
  const random = seededRandom(31);
  const values = Float64Array.from({ length: 600 }, (_, i) =>
    i % 10 === 0 ? Number.NaN : i < 590 ? random.int(5) : 100 + i,
  );
  const y = values.map((category) => (Number.isNaN(category) ? 8 : category < 100 ? category : 9));
  const model = fitBoosting({ rows: 600, columns: 1, values }, y, {
    loss: "squared",
    categorical: [0],
    bins: 5,
    l2: 0,
    trees: 200,
  });
  const asked = { rows: 5, columns: 1, values: Float64Array.of(77, Number.NaN, 595, 3, -0) };
  const [unknown, missing, rare, known, zero] = predictBoosting(model, asked);
  assert.equal(unknown, missing);
  assert.equal(rare, missing);
  assert.ok(Math.abs(missing! - 8) < 0.3 && Math.abs(known! - 3) < 0.3 && Math.abs(zero!) < 0.3);
});

test("categories without meaning do not beat the penalty they pay", () => {
  const random = seededRandom(32);
  const values = Float64Array.from({ length: 2000 * 2 }, (_, k) => (k % 2 === 0 ? random.int(200) : random.next()));
  const y = Float64Array.from({ length: 2000 }, (_, i) => 3 * values[2 * i + 1]! + random.next());
  const model = fitBoosting({ rows: 2000, columns: 2, values }, y, { loss: "squared", categorical: [0], trees: 1 });
  assert.equal(model.trees[0]!.column[0], 1);
});

function squares(list: readonly number[]): number {
  const mean = list.reduce((a, b) => a + b, 0) / Math.max(1, list.length);
  return list.reduce((sum, each) => sum + (each - mean) ** 2, 0);
}
