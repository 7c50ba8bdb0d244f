import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { fitLogistic, predictLogistic } from "../logistic/index.ts";
import { type Matrix, matrixFromRows, rowOf, selectRows } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { fitHierarchical } from "./fit-hierarchical.ts";
import type { HierarchicalModel } from "./hierarchical-model.ts";
import { predictHierarchical } from "./predict-hierarchical.ts";

/** Two columns; arm 2 alone has a slope of its own in the first. */
function sample(rows: number, seed: string): { x: Matrix; arm: Int32Array; y: Float64Array } {
  const random = seededRandom(seed);
  const x = matrixFromRows(Array.from({ length: rows }, () => [random.next(), random.next()]));
  const arm = Int32Array.from({ length: rows }, () => random.int(3));
  const y = Float64Array.from({ length: rows }, (_, i) => {
    const [a, b] = rowOf(x, i);
    const linear = -1 + 2 * b! + (arm[i] === 2 ? 3 * (a! - 0.5) : 0);
    return random.next() < 1 / (1 + Math.exp(-linear)) ? 1 : 0;
  });
  return { x, arm, y };
}

/*
 * Golden values: python3 with numpy, Newton's method on the whole design [1, z, (1, z) of each arm], penalties 1 / variance, z the
 * columns by their mean and population standard deviation:
 *   x[i] = (7i mod 11, (5i mod 7) / 2), arm[i] = i mod 3, y[i] = (3i² + i) mod 5 < 2, i < 24; 100 steps; then p(1, 2) in each arm.
 */
test("with given variances the fit agrees with Newton's method on the whole design", () => {
  const rows = Array.from({ length: 24 }, (_, i) => i);
  const x = matrixFromRows(rows.map((i) => [(7 * i) % 11, ((5 * i) % 7) / 2]));
  const arm = rows.map((i) => i % 3);
  const y = rows.map((i) => ((3 * i * i + i) % 5 < 2 ? 1 : 0));
  const like = withVariances(fitHierarchical(x, arm, 3, y, { steps: 0 }), {
    ...{ common: 0.5, intercept: 0.2, arm: [0.1, 0.3, 0.05], column: [1.5, 0.5] },
  });
  const found = predictHierarchical(fitHierarchical(x, arm, 3, y, { like }), matrixFromRows([[1, 2]])).values;
  for (const [a, expected] of [0.52371952, 0.34508004, 0.49691507].entries()) near(found[a]!, expected, 1e-8);
});

test("an arm without variance of its own leaves the common regression", () => {
  const { x, arm, y } = sample(600, "common");
  const none = { common: 0.5, intercept: 1e-9, arm: [1e-9, 1e-9, 1e-9], column: [1, 1] };
  const like = withVariances(fitHierarchical(x, arm, 3, y, { steps: 0 }), none);
  const found = predictHierarchical(fitHierarchical(x, arm, 3, y, { like }), x);
  const logistic = fitLogistic(x, y, { l2: 2 });
  for (let i = 0; i < 20; i++) near(found.values[i * 3 + 1]!, predictLogistic(logistic, rowOf(x, i)), 1e-5);
});

test("the arm and the column that differ keep their variance, the others lose it", () => {
  const { x, arm, y } = sample(6000, "differ");
  const { variances } = fitHierarchical(x, arm, 3, y, { steps: 0 });
  assert.ok(variances.arm[2]! > 5 * variances.arm[0]! && variances.arm[2]! > 5 * variances.arm[1]!);
  assert.ok(variances.column[0]! > 2 * variances.column[1]!);
  const { values } = predictHierarchical(fitHierarchical(x, arm, 3, y, { steps: 0 }), matrixFromRows([[0.9, 0.5]]));
  near(values[0]!, 0.5, 0.05);
  near(values[1]!, 0.5, 0.05);
  near(values[2]!, 1 / (1 + Math.exp(-1.2)), 0.06);
});

test("the order of rows does not matter, and a constant column changes nothing", () => {
  const { x, arm, y } = sample(400, "order");
  const order = seededRandom("order").shuffle([...Array(400).keys()]);
  const pick = (values: ArrayLike<number>) => order.map((i) => values[i]!);
  const plain = predictHierarchical(fitHierarchical(x, arm, 3, y), x);
  const shuffled = fitHierarchical(selectRows(x, order), pick(arm), 3, pick(y));
  const wide = matrixFromRows(Array.from({ length: 400 }, (_, i) => [...rowOf(x, i), 4]));
  const widened = predictHierarchical(fitHierarchical(wide, arm, 3, y), wide);
  for (const [k, value] of predictHierarchical(shuffled, x).values.entries()) near(value, plain.values[k]!, 1e-6);
  for (const [k, value] of widened.values.entries()) near(value, plain.values[k]!, 1e-6);
});

test("a weight is the same as that many copies of the row", () => {
  const { x, arm, y } = sample(300, "weights");
  const weights = Array.from({ length: 300 }, (_, i) => 1 + (i % 3));
  const copies = weights.flatMap((weight, i) => new Array<number>(weight).fill(i));
  const pick = (values: ArrayLike<number>) => copies.map((i) => values[i]!);
  const weighted = fitHierarchical(x, arm, 3, y, { weights, steps: 0 });
  const copied = fitHierarchical(selectRows(x, copies), pick(arm), 3, pick(y), { steps: 0 });
  const expected = predictHierarchical(copied, x).values;
  for (const [k, value] of predictHierarchical(weighted, x).values.entries()) near(value, expected[k]!, 1e-6);
});

test("a model that went through JSON predicts to the last bit the same, steps included", () => {
  const { x, arm, y } = sample(500, "json");
  const model = fitHierarchical(x, arm, 3, y);
  assert.equal(model.thresholds[0]!.length, 3);
  const loaded: HierarchicalModel = JSON.parse(JSON.stringify(model));
  assert.deepEqual(predictHierarchical(loaded, x), predictHierarchical(model, x));
});

test("an arm without rows has the common effect", () => {
  const { x, y } = sample(500, "empty");
  const { values } = predictHierarchical(fitHierarchical(x, new Int32Array(500), 2, y, { steps: 0 }), x);
  for (let i = 0; i < 10; i++) near(values[2 * i + 1]!, values[2 * i]!, 0.02);
});

test("bad input is refused by name", () => {
  const { x, arm, y } = sample(50, "bad");
  refuses("y", () => fitHierarchical(x, arm, 3, new Float64Array(50)));
  refuses("y", () => fitHierarchical(x, arm, 3, [1]));
  refuses("arm", () => fitHierarchical(x, arm, 2, y));
  refuses("arm", () => fitHierarchical(x, [0], 3, y));
  refuses("x", () => fitHierarchical({ ...x, values: x.values.map(() => Number.NaN) }, arm, 3, y));
  refuses("options.pull", () => fitHierarchical(x, arm, 3, y, { pull: -1 }));
  refuses("options.steps", () => fitHierarchical(x, arm, 3, y, { steps: 0.5 }));
  refuses("options.like", () => fitHierarchical(x, arm, 4, y, { like: fitHierarchical(x, arm, 3, y) }));
  refuses("x", () => predictHierarchical(fitHierarchical(x, arm, 3, y), matrixFromRows([[1]])));
});

function withVariances(model: HierarchicalModel, variances: HierarchicalModel["variances"]): HierarchicalModel {
  return { ...model, variances };
}

function near(found: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(found - expected) <= tolerance, `${found} is not within ${tolerance} of ${expected}`);
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
