import assert from "node:assert/strict";
import { test } from "node:test";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import {
  adaptiveQuantile,
  conformalBand,
  conformalQuantile,
  fitConformalBand,
  fitGroupedConformal,
  fitSplitConformal,
  groupedConformalQuantile,
  intervalQuality,
  observeAdaptive,
  pinballLoss,
  rowsForLevel,
  splitConformalInterval,
  startAdaptive,
  weightedConformalQuantile,
} from "./index.ts";

const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 });
const levels = fc.constantFrom(0.05, 0.1, 0.5, 0.55, 0.8, 0.9, 0.95);

test("the quantile is the (n + 1)·level-th smallest, and infinite where no score can promise the level", () => {
  assert.equal(conformalQuantile([9, 1, 8, 2, 7, 3, 6, 4, 5], 0.9), 9);
  assert.equal(conformalQuantile([9, 1, 8, 2, 7, 3, 6, 4], 0.9), Number.POSITIVE_INFINITY);
  assert.equal(conformalQuantile([1, 2, 3], 0.5), 2);
  assert.equal(rowsForLevel(0.9), 9);
  assert.equal(rowsForLevel(0.95), 19);
});

test("a fresh exchangeable score lies at or below it with at least the level's chance, for every order of the scores", () => {
  fc.assert(
    fc.property(numbers, levels, (scores, level) => {
      // Each of the scores takes its turn as the fresh one: the definition of exchangeability.
      const held = scores.filter((score, i) => {
        const others = scores.toSpliced(i, 1);
        return others.length === 0 || score <= conformalQuantile(others, level);
      });
      assert.ok(held.length >= level * scores.length - 1e-9);
    }),
  );
});

test("equal weights change nothing, whatever their size, and whole weights count as copies of a row", () => {
  fc.assert(
    fc.property(numbers, levels, fc.double({ min: 0.01, max: 100, noNaN: true }), (scores, level, weight) => {
      const weights = scores.map(() => weight);
      assert.equal(weightedConformalQuantile(scores, weights, weight, level), conformalQuantile(scores, level));
      const doubled = scores.map((_, i) => 1 + (i % 2));
      const copies = scores.flatMap((score, i) => new Array<number>(1 + (i % 2)).fill(score));
      assert.equal(weightedConformalQuantile(scores, doubled, 1, level), conformalQuantile(copies, level));
    }),
  );
});

test("weights restore the coverage that a shift of the population takes away", () => {
  const random = seededRandom("shift");
  const draw = (bias: number) => {
    const x = random.next() ** (1 / bias);
    return { x, score: x * Math.abs(normalQuantile(random.next(), 0, 1)) };
  };
  let plain = 0;
  let weighted = 0;
  const trials = 600;
  for (let trial = 0; trial < trials; trial++) {
    const calibration = Array.from({ length: 120 }, () => draw(1));
    const scores = calibration.map((each) => each.score);
    const ratio = (x: number) => 3 * x * x;
    const fresh = draw(3);
    const weights = calibration.map(({ x }) => ratio(x));
    plain += Number(fresh.score <= conformalQuantile(scores, 0.9));
    weighted += Number(fresh.score <= weightedConformalQuantile(scores, weights, ratio(fresh.x), 0.9));
  }
  assert.ok(plain / trials < 0.85, `plain ${plain / trials}`);
  assert.ok(weighted / trials > 0.88 && weighted / trials < 0.95, `weighted ${weighted / trials}`);
});

test("split conformal agrees with numpy, shifts with the outcomes and grows with the scale", () => {
  // python3: s = np.sort(abs(y - p)); s[int(np.ceil((len(s) + 1) * .8)) - 1] for y, p below -> 3.0   (numpy 2.4)
  const predictions = [10, 12, 9, 14, 11, 8, 15, 13];
  const outcomes = [11, 10, 9.5, 17, 11, 5, 15.5, 14];
  const model = fitSplitConformal(predictions, outcomes, { level: 0.8 });
  assert.equal(model.reach, 3);
  assert.deepEqual(splitConformalInterval(model, 20), { lower: 17, upper: 23 });
  assert.deepEqual(splitConformalInterval(model, 20, 2), { lower: 14, upper: 26 });
  const upper = fitSplitConformal(predictions, outcomes, { level: 0.8, side: "upper" });
  const { lower, upper: bound } = splitConformalInterval(upper, 20);
  assert.equal(lower, Number.NEGATIVE_INFINITY);
  assert.equal(bound, 23);
  assert.deepEqual(JSON.parse(JSON.stringify(model)), model);
  const scaled = fitSplitConformal(predictions, outcomes, { level: 0.8, scales: predictions.map(() => 0.5) });
  assert.deepEqual(splitConformalInterval(scaled, 20, 0.5), { lower: 17, upper: 23 });
});

test("a conformal band keeps the shape of the quantiles and holds the stated share of fresh rows", () => {
  const random = seededRandom("band");
  const draw = (n: number) =>
    Array.from({ length: n }, () => {
      const x = random.next();
      return { x, y: x * normalQuantile(random.next(), 0, 1) };
    });
  const calibration = draw(999);
  // Quantiles that are far too narrow, but right in shape.
  const lower = calibration.map(({ x }) => -0.3 * x);
  const upper = calibration.map(({ x }) => 0.3 * x);
  const y = calibration.map((each) => each.y);
  for (const ends of ["joint", "separate"] as const) {
    const model = fitConformalBand(lower, upper, y, { level: 0.8, ends });
    const fresh = draw(4000);
    const held = fresh.filter((row) => {
      const band = conformalBand(model, -0.3 * row.x, 0.3 * row.x);
      return row.y >= band.lower && row.y <= band.upper;
    });
    assert.ok(Math.abs(held.length / fresh.length - 0.8) < 0.03, `${ends}: ${held.length / fresh.length}`);
  }
  const crossed = fitConformalBand(upper, lower, y, { level: 0.8 });
  assert.deepEqual(crossed, fitConformalBand(lower, upper, y, { level: 0.8 }));
});

test("a band narrowed past itself is its middle", () => {
  const wide = new Array<number>(20).fill(10);
  const model = fitConformalBand(
    wide.map((each) => -each),
    wide,
    new Array<number>(20).fill(0),
    { level: 0.9 },
  );
  assert.equal(model.above, -10);
  assert.deepEqual(conformalBand(model, 1, 5), { lower: 3, upper: 3 });
});

test("without shrinkage each group has its own conformal quantile, with ever more it has the pool's", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 60, maxLength: 90 }), (scores) => {
      const groups = scores.map((_, i) => (i % 2 === 0 ? "even" : "odd"));
      const alone = fitGroupedConformal(scores, groups, { level: 0.8, shrinkage: 0 });
      const even = scores.filter((_, i) => i % 2 === 0);
      assert.equal(groupedConformalQuantile(alone, "even"), conformalQuantile(even, 0.8));
      assert.equal(groupedConformalQuantile(alone, "never seen"), conformalQuantile(scores, 0.8));
      const back = fitGroupedConformal(scores.toReversed(), groups.toReversed(), { level: 0.8, shrinkage: 7 });
      const there = fitGroupedConformal(scores, groups, { level: 0.8, shrinkage: 7 });
      for (const group of ["even", "odd"]) {
        assert.equal(groupedConformalQuantile(back, group), groupedConformalQuantile(there, group));
      }
    }),
  );
  const scores = [...Array.from({ length: 100 }, (_, i) => i), 500, 600, 700];
  const groups = scores.map((score) => (score < 500 ? "many" : "few"));
  const at = (shrinkage: number) =>
    groupedConformalQuantile(fitGroupedConformal(scores, groups, { level: 0.9, shrinkage }), "few");
  assert.equal(at(20), 600);
  assert.equal(at(1e6), 90);
});

test("adaptive intervals keep the long-run share through a jump that leaves fixed ones behind", () => {
  const random = seededRandom("drift");
  const score = (t: number) => Math.abs(normalQuantile(random.next(), 0, 1)) * (t < 1000 ? 1 : 3);
  let state = startAdaptive({ level: 0.9, step: 0.02, window: 200 });
  const fixed = conformalQuantile(
    Array.from({ length: 500 }, () => score(0)),
    0.9,
  );
  let held = 0;
  let heldFixed = 0;
  const steps = 3000;
  for (let t = 0; t < steps; t++) {
    const now = score(t);
    held += Number(now <= adaptiveQuantile(state));
    heldFixed += Number(now <= fixed);
    state = observeAdaptive(state, now);
  }
  assert.ok(Math.abs(held / steps - 0.9) <= (0.9 + 0.02) / (0.02 * steps) + 1e-12, `${held / steps}`);
  assert.ok(heldFixed / steps < 0.7);
  assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
});

test("against any sequence of scores the share missed obeys the paper's bound", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 50, maxLength: 200 }), (scores) => {
      let state = startAdaptive({ level: 0.8, step: 0.1, window: 30 });
      let missed = 0;
      for (const score of scores) {
        missed += Number(score > adaptiveQuantile(state));
        state = observeAdaptive(state, score);
      }
      assert.ok(Math.abs(missed / scores.length - 0.2) <= (0.8 + 0.1) / (0.1 * scores.length) + 1e-9);
    }),
  );
});

test("an outcome that comes late is judged by the quantile it was issued with", () => {
  const started = startAdaptive({ level: 0.9, step: 0.1 });
  assert.ok(observeAdaptive(started, 5, 4).miss < started.miss);
  assert.ok(observeAdaptive(started, 5, 6).miss > started.miss);
});

test("pinball loss and interval score agree with their definitions", () => {
  assert.equal(pinballLoss([3], [5], 0.9), 1.8);
  assert.ok(Math.abs(pinballLoss([5], [3], 0.9) - 0.2) < 1e-12);
  assert.equal(pinballLoss([2, 2], [1, 5], 0.5), 1);
  const quality = intervalQuality([0, 0], [2, 4], [1, 5], 0.8);
  assert.equal(quality.coverage, 0.5);
  assert.equal(quality.width, 3);
  assert.ok(Math.abs(quality.score - (3 + 10 * 0.5)) < 1e-12);
});

test("bad input is refused by name", () => {
  refuses("scores", () => conformalQuantile([], 0.9));
  refuses("scores", () => conformalQuantile([Number.NaN], 0.9));
  refuses("level", () => conformalQuantile([1], 1));
  refuses("weights", () => weightedConformalQuantile([1, 2], [1], 1, 0.9));
  refuses("ownWeight", () => weightedConformalQuantile([1], [1], -1, 0.9));
  refuses("predictions", () => fitSplitConformal([1, 2], [1, 2], { level: 0.9 }));
  refuses("outcomes", () => fitSplitConformal([1, 2], [1], { level: 0.5 }));
  refuses("options.scales[1]", () => fitSplitConformal([1, 2], [1, 2], { level: 0.5, scales: [1, 0] }));
  refuses("scale", () => splitConformalInterval(fitSplitConformal([1, 2], [1, 2], { level: 0.5 }), 1, 0));
  refuses("upper", () => fitConformalBand([1, 2], [1], [1, 2], { level: 0.5 }));
  refuses("lower", () => fitConformalBand([1, 2], [1, 2], [1, 2], { level: 0.9 }));
  refuses("groups (b)", () => fitGroupedConformal([1, 2, 3, 4], ["a", "a", "a", "b"], { level: 0.6, shrinkage: 0 }));
  refuses("options.shrinkage", () => fitGroupedConformal([1, 2], ["a", "a"], { level: 0.5, shrinkage: -1 }));
  refuses("options.step", () => startAdaptive({ level: 0.9, step: 0 }));
  refuses("options.level", () => startAdaptive({ level: 0 }));
  refuses("score", () => observeAdaptive(startAdaptive({ level: 0.9 }), Number.NaN));
  refuses("upper", () => intervalQuality([1], [0], [0], 0.8));
});

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
