import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { calibrationByDecile } from "./calibration.ts";
import { brier, logLoss } from "./probability-scores.ts";

const probabilities = [0.1, 0.9, 0.8, 0.3, 0.5, 0, 1];
const labels = [0, 1, 0, 0, 1, 0, 0];

test("log loss and Brier score agree with their definition, a wrong certainty held at 2^-52", () => {
  // python3, numpy 2.4: q = np.clip(p, 2**-52, 1 - 2**-52); np.mean(-np.log(np.where(y, q, 1 - q))); np.mean((p - y)**2)
  assert.ok(Math.abs(logLoss(probabilities, labels) - 5.559090636766512) < 1e-9);
  assert.ok(Math.abs(brier(probabilities, labels) - 0.2857142857142857) < 1e-12);
});

test("a weight counts as that many rows", () => {
  const doubled = [2, 1, 1, 1, 1, 1, 1];
  const copied = [0.1, ...probabilities];
  assert.ok(Math.abs(logLoss(probabilities, labels, doubled) - logLoss(copied, [0, ...labels])) < 1e-12);
  assert.ok(Math.abs(brier(probabilities, labels, doubled) - brier(copied, [0, ...labels])) < 1e-12);
});

test("calibration bins count every row once, in order, and their means give back the totals", () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1 })), {
    minLength: 1,
    maxLength: 80,
  });
  fc.assert(
    fc.property(rows, (sample) => {
      const p = sample.map(([score]) => score / 20);
      const y = sample.map(([, label]) => label);
      const { bins, expectedCalibrationError } = calibrationByDecile(p, y);
      const total = (of: (bin: (typeof bins)[number]) => number): number => bins.reduce((sum, bin) => sum + of(bin), 0);
      assert.equal(
        total((bin) => bin.rows),
        p.length,
      );
      assert.ok(Math.abs(total((bin) => bin.rows * bin.predicted) - p.reduce((a, b) => a + b, 0)) < 1e-9);
      assert.ok(Math.abs(total((bin) => bin.rows * bin.observed) - y.reduce((a, b) => a + b, 0)) < 1e-9);
      for (const [i, bin] of bins.entries()) {
        assert.ok(bin.lower <= bin.observed + 1e-12 && bin.observed <= bin.upper + 1e-12);
        if (i > 0) assert.ok(bin.predicted > bins[i - 1]!.predicted);
      }
      assert.ok(expectedCalibrationError >= 0 && expectedCalibrationError <= 1);
      const back = calibrationByDecile(p.toReversed(), y.toReversed());
      assert.deepEqual(
        back.bins.map((bin) => bin.rows),
        bins.map((bin) => bin.rows),
      );
    }),
  );
});

test("a bin's interval is Wilson's", () => {
  // python3, scipy 1.17: binomtest(3, 10).proportion_ci(.95, 'wilson')
  const { bins, expectedCalibrationError } = calibrationByDecile(
    new Array(10).fill(0.4),
    [1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  );
  assert.equal(bins.length, 1);
  assert.ok(Math.abs(bins[0]!.lower - 0.10779126740630102) < 1e-12);
  assert.ok(Math.abs(bins[0]!.upper - 0.6032218525388546) < 1e-12);
  assert.ok(Math.abs(expectedCalibrationError - 0.1) < 1e-12);
});

test("bad input is refused by name", () => {
  refuses("probabilities", () => logLoss([], []));
  refuses("probabilities", () => brier([1.1], [1]));
  refuses("probabilities", () => logLoss([Number.NaN], [1]));
  refuses("labels", () => brier([0.5, 0.5], [1]));
  refuses("labels", () => brier([0.5], [0.5]));
  refuses("weights", () => logLoss([0.5], [1], [0]));
  refuses("bins", () => calibrationByDecile([0.5], [1], 0));
  refuses("level", () => calibrationByDecile([0.5], [1], 10, 1));
});

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
