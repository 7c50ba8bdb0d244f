import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { calibrationByDecile } from "../evaluation/index.ts";
import { seededRandom } from "../random/index.ts";
import { calibratedProbability, calibrateScores } from "./index.ts";

function draw(n: number, seed: string, truth: (score: number) => number) {
  const random = seededRandom(seed);
  const scores = Array.from({ length: n }, () => 6 * random.next() - 3);
  return { scores, labels: scores.map((score) => Number(random.next() < truth(score))) };
}

const sigmoid = (score: number) => 1 / (1 + Math.exp(-score));

test("an overconfident score becomes calibrated, by a smooth curve where that is the truth", () => {
  const { scores, labels } = draw(2000, "overconfident", (score) => sigmoid(0.4 * score - 1));
  const { model, candidates } = calibrateScores(scores, labels);
  assert.equal(model.method, "platt");
  assert.equal(candidates.length, 3);
  const fresh = draw(4000, "fresh", (score) => sigmoid(0.4 * score - 1));
  const probabilities = fresh.scores.map((score) => calibratedProbability(model, score));
  assert.ok(calibrationByDecile(probabilities, fresh.labels).expectedCalibrationError < 0.03);
  assert.ok(calibrationByDecile(fresh.scores.map(sigmoid), fresh.labels).expectedCalibrationError > 0.15);
});

test("a bent curve is met by steps when there are rows enough", () => {
  const bent = (score: number) => (score < 0 ? 0.1 : score < 1.5 ? 0.2 : 0.9);
  const { scores, labels } = draw(3000, "bent", bent);
  const { model } = calibrateScores(scores, labels);
  assert.equal(model.method, "isotonic");
  assert.ok(Math.abs(calibratedProbability(model, 2.5) - 0.9) < 0.05);
  const loaded: typeof model = JSON.parse(JSON.stringify(model));
  assert.equal(calibratedProbability(loaded, 0.7), calibratedProbability(model, 0.7));
});

test("every method is increasing and stays inside (0, 1), also where scores separate the labels or point the wrong way", () => {
  const scores = Array.from({ length: 40 }, (_, i) => i / 10 - 2);
  for (const labels of [scores.map((s) => Number(s > 0)), scores.map((s) => Number(s < 0.05))]) {
    for (const method of ["platt", "temperature", "isotonic"] as const) {
      const { model } = calibrateScores(scores, labels, { methods: [method] });
      const found = scores.map((score) => calibratedProbability(model, score));
      assert.ok(
        found.every((p, i) => p > 0 && p < 1 && (i === 0 || p >= found[i - 1]! - 1e-12)),
        method,
      );
    }
  }
});

test("the temperature is scipy's", () => {
  // python3: s = np.array([-2, -1, -.5, .5, 1, 2, 3, -3]); y = np.array([0, 1, 0, 1, 0, 1, 1, 0])   (scipy 1.17, numpy 2.4)
  // minimize_scalar(lambda b: np.logaddexp(0, b*s).sum() - b*(s*y).sum() + b*b/2*(s*s).mean(), tol=1e-14).x
  const scores = [-2, -1, -0.5, 0.5, 1, 2, 3, -3];
  const labels = [0, 1, 0, 1, 0, 1, 1, 0];
  const { model } = calibrateScores(scores, labels, { methods: ["temperature"], folds: 2 });
  assert.ok(model.method === "temperature");
  assert.ok(Math.abs(model.slope - 0.45125878780823564) < 1e-7);
});

test("bad input is refused by name", () => {
  refuses("scores", () => calibrateScores([], []));
  refuses("scores", () => calibrateScores([Number.NaN], [1]));
  refuses("labels", () => calibrateScores([1, 2], [1, 1]));
  refuses("options.folds", () => calibrateScores([1, 2, 3], [1, 0, 0], { folds: 3 }));
  refuses("options.weights", () => calibrateScores([1, 2], [1, 0], { weights: [1] }));
  refuses("options.groups", () => calibrateScores([1, 2], [1, 0], { groups: ["a"] }));
  refuses("score", () => {
    const { model } = calibrateScores([1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 0, 1, 0, 1, 0, 1], { folds: 8 });
    calibratedProbability(model, Number.NaN);
  });
});

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
