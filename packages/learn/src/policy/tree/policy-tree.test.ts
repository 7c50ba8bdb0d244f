import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../../errors/index.ts";
import { type Matrix, matrix, matrixFromRows } from "../../matrix/index.ts";
import { seededRandom } from "../../random/index.ts";
import { fitPolicyTree, type PolicyNode, treeAction, treeActions } from "./index.ts";

test("the tree is the best of all trees of two questions", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 2, max: 14 }), fc.integer({ min: 1, max: 3 }), (seed, n, leastLeaf) => {
      const random = seededRandom(seed);
      const x = matrix(
        n,
        2,
        Float64Array.from({ length: n * 2 }, () => random.int(4)),
      );
      const scores = matrix(
        n,
        3,
        Float64Array.from({ length: n * 3 }, () => random.int(21) - 10),
      );
      const tree = fitPolicyTree(x, scores, { leastLeaf });
      const everyone = Array.from({ length: n }, (_, i) => i);
      const best = bruteForce(x, scores, everyone, 2, leastLeaf);
      assert.equal(worth(tree, x, scores), best);
      assert.ok(leavesOf(tree).every((leaf) => leaf.rows >= Math.min(leastLeaf, n)));
    }),
  );
});

test("a policy with an interaction, which no single question finds, is found", () => {
  const random = seededRandom("interaction");
  const n = 2000;
  const rows = Array.from({ length: n }, () => [random.next(), random.next(), random.next()]);
  const x = matrixFromRows(rows);
  const scores = matrixFromRows(rows.map(([a, b]) => [0, a! > 0.5 === b! > 0.5 ? 1 : -1, 0.1]));
  const tree = fitPolicyTree(x, scores);
  assert.ok(worth(tree, x, scores) / n > 0.53);
  assert.ok("column" in tree && "column" in tree.below && tree.below.column !== 2);
  assert.ok(worth(fitPolicyTree(x, scores, { depth: 1 }), x, scores) / n < 0.2);
});

test("actions follow the tree through JSON, and one best action for all needs no question", () => {
  const x = matrixFromRows([
    [1, 5],
    [2, 5],
    [3, 5],
    [4, 5],
  ]);
  const scores = matrixFromRows([
    [1, 0],
    [1, 0],
    [0, 2],
    [0, 2],
  ]);
  const tree = fitPolicyTree(x, scores);
  assert.deepEqual([...treeActions(JSON.parse(JSON.stringify(tree)) as PolicyNode, x)], [0, 0, 1, 1]);
  assert.ok("column" in tree && tree.column === 0 && tree.threshold === 2);
  const same = fitPolicyTree(
    x,
    matrixFromRows([
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
    ]),
  );
  assert.deepEqual(same, { action: 1, rows: 4, meanScore: 1 });
});

test("the order of the rows does not matter, and a constant column changes nothing", () => {
  const random = seededRandom("order");
  const rows = Array.from({ length: 50 }, () => [random.int(9), random.int(9)]);
  const scores = rows.map(() => [random.int(99), random.int(99)]);
  const order = random.shuffle(rows.map((_, i) => i));
  const tree = fitPolicyTree(matrixFromRows(rows), matrixFromRows(scores));
  const shuffled = order.map((i) => rows[i]!);
  assert.deepEqual(fitPolicyTree(matrixFromRows(shuffled), matrixFromRows(order.map((i) => scores[i]!))), tree);
  const wider = matrixFromRows(rows.map((row) => [...row, 7]));
  assert.deepEqual(fitPolicyTree(wider, matrixFromRows(scores)), tree);
});

test("bad input is refused by name", () => {
  const x = matrixFromRows([[1], [2]]);
  refuses("scores", () => fitPolicyTree(x, matrixFromRows([[1]])));
  refuses("scores", () => fitPolicyTree(x, { rows: 2, columns: 1, values: Float64Array.of(1, Number.NaN) }));
  refuses("options.leastLeaf", () => fitPolicyTree(x, x, { leastLeaf: 0 }));
  refuses("options.bins", () => fitPolicyTree(x, x, { bins: 1 }));
  const tree = fitPolicyTree(
    x,
    matrixFromRows([
      [1, 0],
      [0, 1],
    ]),
  );
  refuses("row", () => treeAction(tree, []));
  refuses("row", () => treeAction(tree, [Number.NaN]));
});

function bruteForce(x: Matrix, scores: Matrix, rows: readonly number[], depth: number, leastLeaf: number): number {
  const sums = Array.from({ length: scores.columns }, (_, a) =>
    rows.reduce((sum, i) => sum + scores.values[i * scores.columns + a]!, 0),
  );
  let best = Math.max(...sums);
  if (depth === 0) return best;
  for (let column = 0; column < x.columns; column++) {
    for (const cut of new Set(rows.map((i) => x.values[i * x.columns + column]!))) {
      const below = rows.filter((i) => x.values[i * x.columns + column]! <= cut);
      const above = rows.filter((i) => x.values[i * x.columns + column]! > cut);
      if (below.length < leastLeaf || above.length < leastLeaf) continue;
      const [left, right] = [below, above].map((side) => bruteForce(x, scores, side, depth - 1, leastLeaf));
      best = Math.max(best, left! + right!);
    }
  }
  return best;
}

function worth(tree: PolicyNode, x: Matrix, scores: Matrix): number {
  return treeActions(tree, x).reduce((sum, action, i) => sum + scores.values[i * scores.columns + action]!, 0);
}

function leavesOf(node: PolicyNode): { rows: number }[] {
  return "column" in node ? [...leavesOf(node.below), ...leavesOf(node.above)] : [node];
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
