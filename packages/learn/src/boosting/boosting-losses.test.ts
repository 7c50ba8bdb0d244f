import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../random/index.ts";
import type { BoostingLoss } from "./boosting-model.ts";
import { fitBoosting } from "./fit-boosting.ts";
import { predictBoosting } from "./predict-boosting.ts";

const random = seededRandom("losses");
const rows = 4000;

function draw(outcome: (a: number, b: number) => number) {
  const values = Float64Array.from({ length: rows * 2 }, () => random.next());
  const y = Float64Array.from({ length: rows }, (_, i) => outcome(values[2 * i]!, values[2 * i + 1]!));
  return { x: { rows, columns: 2, values }, y };
}

test("quantiles cover their share of new rows where the spread varies, and never far from it in either half", () => {
  const spread = (a: number, b: number): number => b + (0.2 + a) * (random.next() + random.next() - 1);
  const train = draw(spread);
  const test = draw(spread);
  for (const quantile of [0.1, 0.5, 0.9]) {
    const predicted = predictBoosting(fitBoosting(train.x, train.y, { loss: { quantile }, maxLeaves: 8 }), test.x);
    const below = Array.from(predicted, (each, i) => (test.y[i]! <= each ? 1 : 0));
    near(mean(below), quantile, 0.03);
    near(mean(below.filter((_, i) => test.x.values[2 * i]! < 0.5)), quantile, 0.05);
  }
});

test("each loss comes close to what it is there for", () => {
  const truths: [BoostingLoss, (a: number, b: number) => number, (expected: number) => number][] = [
    ["squared", (a, b) => 3 * a - b, (expected) => expected + random.next() - 0.5],
    ["logistic", (a, b) => 1 / (1 + Math.exp(3 - 6 * a * b)), (expected) => (random.next() < expected ? 1 : 0)],
    ["poisson", (a, b) => Math.exp(1 + a - 2 * b), poisson],
  ];
  for (const [loss, truth, outcome] of truths) {
    const { x, y } = draw((a, b) => outcome(truth(a, b)));
    const predicted = predictBoosting(fitBoosting(x, y, { loss, maxLeaves: 6, trees: 60 }), x);
    const expected = Array.from(predicted, (_, i) => truth(x.values[2 * i]!, x.values[2 * i + 1]!));
    const error = mean(expected.map((each, i) => (each - predicted[i]!) ** 2));
    const variance = mean(expected.map((each) => (each - mean(expected)) ** 2));
    assert.ok(error < 0.06 * variance, `${JSON.stringify(loss)}: ${error} of ${variance}`);
  }
});

test("shares between 0 and 1 may stand for labels", () => {
  const { x, y } = draw((a) => 0.2 + 0.6 * a);
  const predicted = predictBoosting(fitBoosting(x, y, { loss: "logistic", trees: 200 }), x);
  for (const [i, each] of predicted.entries()) near(each, y[i]!, 0.05);
});

test("rates far above the start are reached without overshooting", () => {
  const { x, y } = draw((a) => (a > 0.999 ? 5000 : 0.1));
  const model = fitBoosting(x, y, { loss: "poisson", trees: 300, minLeaf: 1, learningRate: 1, l2: 0 });
  for (const [i, each] of predictBoosting(model, x).entries()) near(each / y[i]!, 1, 0.02);
});

function poisson(rate: number): number {
  let count = -1;
  for (let product = 1; product > Math.exp(-rate); count++) product *= random.next();
  return count;
}

function mean(list: readonly number[]): number {
  return list.reduce((a, b) => a + b, 0) / list.length;
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);
}
