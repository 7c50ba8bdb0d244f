import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { matrixFromRows } from "../matrix/index.ts";
import type { BoostingLoss } from "./boosting-model.ts";
import type { BoostingOptions } from "./boosting-options.ts";
import { fitBoosting } from "./fit-boosting.ts";
import { predictBoosting } from "./predict-boosting.ts";

const x = matrixFromRows([
  [1, 2],
  [2, 1],
  [3, 5],
  [4, 0],
]);
const y = [0, 1, 1, 0];

test("rows and outcomes that cannot be used are refused by name", () => {
  refuses("x.rows", () => fitBoosting({ rows: 0, columns: 2, values: new Float64Array() }, [], { loss: "squared" }));
  refuses("x.columns", () => fitBoosting({ rows: 2, columns: 0, values: new Float64Array() }, y, { loss: "squared" }));
  refuses("x.values", () => fitBoosting({ ...x, rows: 3 }, y, { loss: "squared" }));
  refuses("x", () => fitBoosting({ ...x, values: x.values.with(3, Number.NEGATIVE_INFINITY) }, y, { loss: "squared" }));
  refuses("y", () => fitBoosting(x, [1, 2, 3], { loss: "squared" }));
  refuses("y", () => fitBoosting(x, [1, 2, 3, Number.NaN], { loss: "squared" }));
  refuses("y", () => fitBoosting(x, [0, 1, 2, 0], { loss: "logistic" }));
  refuses("y", () => fitBoosting(x, [0, 0, 0, 0], { loss: "logistic" }));
  refuses("y", () => fitBoosting(x, [1, 1, 1, 1], { loss: "logistic" }));
  refuses("y", () => fitBoosting(x, y, { loss: "logistic", weights: [1, 0, 0, 1] }));
  refuses("y", () => fitBoosting(x, [0, -1, 2, 0], { loss: "poisson" }));
  refuses("y", () => fitBoosting(x, [0, 0, 0, 0], { loss: "poisson" }));
});

test("options out of their range are refused by name", () => {
  const cases: [string, Partial<BoostingOptions>][] = [
    ["options.loss", { loss: { quantile: 1 } }],
    ["options.loss", { loss: "absolute" as BoostingLoss }],
    ["options.trees", { trees: 1.5 }],
    ["options.learningRate", { learningRate: 0 }],
    ["options.maxLeaves", { maxLeaves: 1 }],
    ["options.maxDepth", { maxDepth: 0 }],
    ["options.minLeaf", { minLeaf: 0 }],
    ["options.minHessian", { minHessian: -1 }],
    ["options.minGain", { minGain: Number.NaN }],
    ["options.l2", { l2: Number.POSITIVE_INFINITY }],
    ["options.categoryL2", { categoryL2: -1 }],
    ["options.bins", { bins: 256 }],
    ["options.rowShare", { rowShare: 1.1 }],
    ["options.columnShare", { columnShare: 0 }],
    ["options.weights", { weights: [1, 1, 1] }],
    ["options.weights", { weights: [0, 0, 0, 0] }],
    ["options.categorical", { categorical: [2] }],
    ["options.monotone", { monotone: [1] }],
    ["options.monotone", { monotone: [1, 2 as 1] }],
    ["options.monotone", { monotone: [1, 0], categorical: [0] }],
    ["options.patience", { patience: 0 }],
    ["options.validation.x", { validation: { x: matrixFromRows([[1]]), y: [1] } }],
    ["options.validation.y", { validation: { x, y: [1] } }],
    ["options.validation.weights", { validation: { x, y, weights: [1] } }],
  ];
  for (const [argument, options] of cases) {
    refuses(argument, () => fitBoosting(x, y, { loss: "squared", ...options }));
  }
});

test("prediction refuses rows of another shape and infinite values", () => {
  const model = fitBoosting(x, y, { loss: "squared", minLeaf: 1 });
  refuses("x", () => predictBoosting(model, matrixFromRows([[1]])));
  refuses("x", () =>
    predictBoosting(model, { rows: 1, columns: 2, values: Float64Array.of(1, Number.POSITIVE_INFINITY) }),
  );
});

test("few rows, a single row and columns without any value are no obstacle", () => {
  const tiny = { rows: 1, columns: 2, values: Float64Array.of(Number.NaN, 3) };
  assert.deepEqual([...predictBoosting(fitBoosting(tiny, [5], { loss: "squared" }), tiny)], [5]);
  const hollow = { ...x, values: x.values.map((value, k) => (k % 2 === 0 ? Number.NaN : value)) };
  const model = fitBoosting(hollow, y, { loss: "squared", minLeaf: 1, learningRate: 1, l2: 0, trees: 5 });
  for (const [i, value] of predictBoosting(model, hollow).entries()) assert.ok(Math.abs(value - y[i]!) < 1e-9);
});

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
