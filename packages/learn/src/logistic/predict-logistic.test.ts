import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { matrixFromRows } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { fitLogistic } from "./fit-logistic.ts";
import { loadLogistic } from "./load-logistic.ts";
import {
  contributions,
  linearLogistic,
  predictLogistic,
  predictLogisticInterval,
  standardErrorLogistic,
} from "./predict-logistic.ts";
import { sigmoid, softplus } from "./sigmoid.ts";

/** Rows whose true log-odds are 1.2·a − 0.8·b − 0.3. */
function sample(seed: string, n: number): { rows: number[][]; labels: number[] } {
  const random = seededRandom(seed);
  const rows = Array.from({ length: n }, () => [2 * random.next() - 1, 4 * random.next()]);
  return { rows, labels: rows.map(([a, b]) => (random.next() < sigmoid(truth(a!, b!)) ? 1 : 0)) };
}

const truth = (a: number, b: number): number => 1.2 * a - 0.8 * b - 0.3;

const { rows, labels } = sample("predict", 400);
const model = fitLogistic(matrixFromRows(rows), labels, { l2: 1 });

test("contributions and intercept sum to the log-odds, and the training mean contributes nothing", () => {
  const row = [0.4, 3];
  const parts = contributions(model, row);
  assert.equal(parts.length, 2);
  assert.ok(Math.abs(model.intercept + parts[0]! + parts[1]! - linearLogistic(model, row)) < 1e-12);
  assert.ok(parts[0]! > 0 && parts[1]! < 0);
  assert.ok(contributions(model, model.means).every((part) => Math.abs(part) === 0));
});

test("the interval holds the probability, narrows with the level and widens away from the data", () => {
  const wide = predictLogisticInterval(model, [0.4, 3], 0.95);
  const narrow = predictLogisticInterval(model, [0.4, 3], 0.5);
  assert.equal(wide.probability, predictLogistic(model, [0.4, 3]));
  assert.ok(wide.lower < narrow.lower && narrow.lower < wide.probability);
  assert.ok(wide.probability < narrow.upper && narrow.upper < wide.upper);
  assert.ok(standardErrorLogistic(model, [0.4, 30]) > 3 * wide.standardError);
});

test("95 % intervals cover the true log-odds in about 95 % of samples", () => {
  let covered = 0;
  const samples = 300;
  for (let s = 0; s < samples; s++) {
    const drawn = sample(`coverage-${s}`, 250);
    const fitted = fitLogistic(matrixFromRows(drawn.rows), drawn.labels, { l2: 0.01 });
    const { linear, standardError } = predictLogisticInterval(fitted, [0.5, 1]);
    if (Math.abs(linear - truth(0.5, 1)) <= 1.959964 * standardError) covered++;
  }
  assert.ok(covered / samples > 0.92 && covered / samples < 0.98, `covered ${covered} of ${samples}`);
});

test("sigmoid and softplus hold at both ends", () => {
  assert.equal(sigmoid(800), 1);
  assert.equal(sigmoid(-800), 0);
  assert.equal(sigmoid(0), 0.5);
  assert.equal(softplus(800), 800);
  assert.ok(softplus(-40) > 0);
});

test("rows and levels that cannot be used are refused by name", () => {
  refuses("row", () => predictLogistic(model, [1]));
  refuses("row", () => predictLogistic(model, [1, Number.NaN]));
  refuses("row", () => standardErrorLogistic(model, [1, Number.POSITIVE_INFINITY]));
  refuses("level", () => predictLogisticInterval(model, [1, 1], 1));
});

test("what is not a model is refused by the field", () => {
  refuses("stored", () => loadLogistic(null));
  refuses("stored.kind", () => loadLogistic({ ...model, kind: "boosting" }));
  refuses("stored.version", () => loadLogistic({ ...model, version: 2 }));
  refuses("stored.intercept", () => loadLogistic({ ...model, intercept: null }));
  refuses("stored.coefficients", () => loadLogistic({ ...model, coefficients: "1,2" }));
  refuses("stored.means", () => loadLogistic({ ...model, means: [1] }));
  refuses("stored.scales", () => loadLogistic({ ...model, scales: [0, 1] }));
  refuses("stored.covariance", () => loadLogistic({ ...model, covariance: [1] }));
  refuses("stored.training", () => loadLogistic({ ...model, training: undefined }));
  refuses("stored.training.rows", () => loadLogistic({ ...model, training: {} }));
});

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
