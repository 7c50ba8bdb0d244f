import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { type Matrix, matrixFromRows, rowOf } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import type { CausalForest } from "./causal-forest-model.ts";
import { fitCausalForest } from "./fit-causal-forest.ts";
import { causalForestEffects, predictCausalForest } from "./predict-causal-forest.ts";

interface Trial {
  readonly x: Matrix;
  readonly y: Float64Array;
  readonly treated: Float64Array;
}

/** Three columns, treatment by coin or by the second column, outcome = x₂ + effect(x)·treated + noise. */
function trial(rows: number, seed: string, effect: (row: Float64Array) => number, confounded = false): Trial {
  const random = seededRandom(seed);
  const x = matrixFromRows(Array.from({ length: rows }, () => [random.next(), random.next(), random.next()]));
  const treated = Float64Array.from({ length: rows }, (_, i) =>
    random.next() < (confounded ? 0.2 + 0.6 * rowOf(x, i)[1]! : 0.5) ? 1 : 0,
  );
  const y = Float64Array.from({ length: rows }, (_, i) => {
    const row = rowOf(x, i);
    const noise = random.next() + random.next() + random.next() - 1.5;
    return 2 * row[1]! + treated[i]! * effect(row) + noise;
  });
  return { x, y, treated };
}

const step = (row: Float64Array) => (row[0]! > 0.5 ? 1 : 0);
const later = matrixFromRows([
  [0.1, 0.5, 0.5],
  [0.3, 0.2, 0.8],
  [0.7, 0.5, 0.5],
  [0.9, 0.8, 0.2],
]);
const small = { trees: 100, minLeaf: 10 };

test("effects that differ by a column are found where they are, confounded treatment included", () => {
  for (const confounded of [false, true]) {
    const { x, y, treated } = trial(3000, `step ${confounded}`, step, confounded);
    const found = causalForestEffects(fitCausalForest(x, y, treated, small), later);
    for (const [i, expected] of [0, 0, 1, 1].entries()) near(found[i]!, expected, 0.25);
  }
});

test("an effect that everyone shares is found the same everywhere, and about nine in ten intervals hold it", () => {
  let held = 0;
  let asked = 0;
  for (let k = 0; k < 12; k++) {
    const { x, y, treated } = trial(600, `same ${k}`, () => 0.5);
    const { lower, upper } = predictCausalForest(fitCausalForest(x, y, treated, { ...small, seed: k }), later);
    for (let i = 0; i < later.rows; i++) {
      asked++;
      if (lower[i]! <= 0.5 && 0.5 <= upper[i]!) held++;
    }
  }
  assert.ok(held / asked >= 0.85, `${held} of ${asked}`);
});

test("more rows give narrower intervals", () => {
  const widths = [500, 4000].map((rows) => {
    const { x, y, treated } = trial(rows, "narrow", step);
    const { standardError } = predictCausalForest(fitCausalForest(x, y, treated, small), later);
    return standardError.reduce((sum, each) => sum + each, 0);
  });
  assert.ok(widths[1]! < 0.7 * widths[0]!);
});

test("the seed determines the forest, and a constant column or a shift of the outcome change no effect", () => {
  const { x, y, treated } = trial(800, "invariant", step);
  const propensity = treated.map(() => 0.5);
  const expected = new Float64Array(800);
  const options = { ...small, trees: 20, propensity, expected };
  const plain = fitCausalForest(x, y, treated, options);
  assert.deepEqual(fitCausalForest(x, y, treated, options), plain);
  const effects = causalForestEffects(plain, later);
  const widen = (m: Matrix) => matrixFromRows(Array.from({ length: m.rows }, (_, i) => [...rowOf(m, i), 7]));
  const widened = causalForestEffects(fitCausalForest(widen(x), y, treated, options), widen(later));
  const shifted = { ...options, expected: expected.map(() => 10) };
  const moved = causalForestEffects(
    fitCausalForest(
      x,
      y.map((each) => each + 10),
      treated,
      shifted,
    ),
    later,
  );
  for (const [i, each] of effects.entries()) {
    near(widened[i]!, each, 1e-9);
    near(moved[i]!, each, 1e-6);
  }
});

test("leaves are honest: they stand on rows that took no part in their splits", () => {
  const { x, y, treated } = trial(400, "honest", step);
  for (const { rows, column } of fitCausalForest(x, y, treated, { trees: 4, minLeaf: 5 }).trees) {
    const inLeaves = rows.reduce((sum, each, node) => sum + (column[node] === -1 ? each : 0), 0);
    assert.equal(inLeaves, 100, "half of the half-sample");
  }
});

test("a forest that went through JSON predicts to the last bit the same", () => {
  const { x, y, treated } = trial(400, "json", step);
  const forest = fitCausalForest(x, y, treated, { trees: 10, minLeaf: 5 });
  const loaded: CausalForest = JSON.parse(JSON.stringify(forest));
  assert.deepEqual(predictCausalForest(loaded, later), predictCausalForest(forest, later));
});

test("bad input is refused by name", () => {
  const { x, y, treated } = trial(100, "bad", step);
  const nan = (values: Float64Array) => values.map((each, i) => (i === 3 ? Number.NaN : each));
  refuses("x", () => fitCausalForest({ ...x, values: nan(x.values) }, y, treated));
  refuses("x", () => fitCausalForest(matrixFromRows([[1], [2]]), [1, 2], [0, 1]));
  refuses("y", () => fitCausalForest(x, nan(y), treated));
  refuses("y", () => fitCausalForest(x, y.subarray(1), treated));
  refuses("treated", () =>
    fitCausalForest(
      x,
      y,
      treated.map(() => 0),
    ),
  );
  refuses("treated", () =>
    fitCausalForest(
      x,
      y,
      treated.map(() => 2),
    ),
  );
  refuses("options.trees", () => fitCausalForest(x, y, treated, { trees: 3 }));
  refuses("options.balance", () => fitCausalForest(x, y, treated, { balance: 0.5 }));
  refuses("options.propensity", () => fitCausalForest(x, y, treated, { propensity: treated }));
  refuses("options.expected", () => fitCausalForest(x, y, treated, { expected: [1] }));
  const forest = fitCausalForest(x, y, treated, { trees: 2, minLeaf: 5 });
  refuses("x", () => predictCausalForest(forest, matrixFromRows([[1]])));
  refuses("level", () => predictCausalForest(forest, later, 1));
});

function near(found: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(found - expected) <= tolerance, `${found} is not within ${tolerance} of ${expected}`);
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
