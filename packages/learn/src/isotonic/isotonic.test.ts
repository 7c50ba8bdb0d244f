import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { fitIsotonic, predictIsotonic } from "./isotonic.ts";

const point = fc.record({
  score: fc.integer({ min: 0, max: 12 }),
  outcome: fc.integer({ min: 0, max: 1 }),
  weight: fc.integer({ min: 1, max: 4 }),
});
const points = fc.array(point, { minLength: 1, maxLength: 25 });

test("the weighted fit agrees with scipy", () => {
  // python3: scipy.optimize.isotonic_regression([1, 3, 2, 4, 3.5, 6], weights=[1, 2, 1, 1, 3, 1]).x   (scipy 1.17)
  const model = fitIsotonic([1, 2, 3, 4, 5, 6], [1, 3, 2, 4, 3.5, 6], [1, 2, 1, 1, 3, 1]);
  const expected = [1, 2.66666667, 2.66666667, 3.625, 3.625, 6];
  for (const [i, value] of expected.entries()) assert.ok(Math.abs(predictIsotonic(model, i + 1) - value) < 1e-8);
});

test("every fitted value is the max-min of block means, the closed form of isotonic regression", () => {
  fc.assert(
    fc.property(points, (sample) => {
      const model = fit(sample);
      const scores = [...new Set(sample.map(({ score }) => score))].sort((a, b) => a - b);
      const mean = (from: number, to: number): number => {
        const inside = sample.filter(({ score }) => score >= from && score <= to);
        const weight = inside.reduce((sum, each) => sum + each.weight, 0);
        return inside.reduce((sum, each) => sum + each.weight * each.outcome, 0) / weight;
      };
      for (const score of scores) {
        const lows = scores.filter((each) => each <= score);
        const highs = scores.filter((each) => each >= score);
        const expected = Math.max(...lows.map((low) => Math.min(...highs.map((high) => mean(low, high)))));
        assert.ok(Math.abs(predictIsotonic(model, score) - expected) < 1e-12);
      }
    }),
  );
});

test("it never decreases, keeps the mean outcome, and forgets the order of rows", () => {
  fc.assert(
    fc.property(points, (sample) => {
      const model = fit(sample);
      for (let score = -1; score < 14; score += 0.25) {
        assert.ok(predictIsotonic(model, score) <= predictIsotonic(model, score + 0.25) + 1e-12);
      }
      const weight = sample.reduce((sum, each) => sum + each.weight, 0);
      const observed = sample.reduce((sum, each) => sum + each.weight * each.outcome, 0) / weight;
      const fitted = sample.reduce((sum, each) => sum + each.weight * predictIsotonic(model, each.score), 0) / weight;
      assert.ok(Math.abs(observed - fitted) < 1e-12);
      assert.deepEqual(fit(sample.toReversed()), model);
    }),
  );
});

test("weights count as copies, through JSON the model is the same, and outside the range it is level", () => {
  fc.assert(
    fc.property(points, (sample) => {
      const model = fit(sample);
      const copies = sample.flatMap((each) => new Array<typeof each>(each.weight).fill({ ...each, weight: 1 }));
      assert.deepEqual(fit(copies), model);
      assert.deepEqual(JSON.parse(JSON.stringify(model)), model);
      assert.equal(predictIsotonic(model, -1e9), model.values[0]);
      assert.equal(predictIsotonic(model, 1e9), model.values.at(-1));
    }),
  );
});

test("bad input is refused by name", () => {
  refuses("scores", () => fitIsotonic([], []));
  refuses("scores", () => fitIsotonic([Number.NaN], [1]));
  refuses("outcomes", () => fitIsotonic([1, 2], [1]));
  refuses("weights", () => fitIsotonic([1], [1], [0]));
  refuses("score", () => predictIsotonic(fitIsotonic([1], [1]), Number.NaN));
});

function fit(sample: readonly { score: number; outcome: number; weight: number }[]): ReturnType<typeof fitIsotonic> {
  return fitIsotonic(
    sample.map(({ score }) => score),
    sample.map(({ outcome }) => outcome),
    sample.map(({ weight }) => weight),
  );
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
