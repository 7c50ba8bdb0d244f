import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../../errors/index.ts";
import { seededRandom } from "../../random/index.ts";
import { pairedBootstrap } from "../paired-bootstrap.ts";
import {
  auuc,
  effectScores,
  qiniArea,
  qiniAuc,
  qiniCurve,
  rate,
  upliftAtK,
  upliftByDecile,
  upliftCurve,
  upliftStatistic,
} from "./index.ts";

// The same rows as in goldens.py, which printed the expected values: python3 goldens.py
const rows = Array.from({ length: 60 }, (_, i) => i);
const treated = rows.map((i) => Number((i * 7 + 3) % 5 < 2));
const scores = rows.map((i) => ((i * 37) % 11) / 11 - 0.4);
const binary = rows.map((i) => Number((i * i + 3 * i * treated[i]!) % 7 < 3));
const amount = rows.map((i) => (binary[i] === 1 ? ((i * 13) % 17) / 4 : 0));
const data = { outcome: binary, treated };

test("curves and areas are those of scikit-uplift's definitions", () => {
  const qini = qiniCurve(data, scores);
  close(qini.population.slice(0, 4), [0, 5, 10, 16]);
  close(qini.gain.slice(0, 4), [0, -1.3333333333333333, -1.6666666666666665, -2.2]);
  close(upliftCurve(data, scores).gain.slice(0, 4), [0, -3.333333333333333, -4.166666666666666, -5.866666666666666]);
  close([qiniAuc(data, scores), auuc(data, scores)], [-0.04894147542392006, -0.043602367572643776]);
  const sparse = { outcome: rows.map((i) => (i % 4 === 0 ? binary[i]! : 0)), treated };
  const reversed = scores.map((score) => -score);
  close([qiniAuc(sparse, reversed), auuc(sparse, reversed)], [0.09193570244017232, 0.03337627221828722]);
  close([qiniArea({ outcome: amount, treated }, scores)], [-0.08458536415156481]);
  close([upliftAtK(data, scores, 0.3)], [-0.4415584415584416]);
  close([upliftAtK({ outcome: amount, treated }, scores, 0.5)], [-1.5694444444444444]);
});

test("rank-weighted effects are those of the definition, ties sharing their mean", () => {
  const effects = effectScores({ outcome: amount, treated });
  close([rate(effects, scores).estimate], [-0.4469728523342704]);
  close([rate(effects, scores, { weighting: "qini" }).estimate], [-0.20519868827160467]);
});

test("the perfect ranking scores 1 and one score for all scores 0", () => {
  const perfect = rows.map((i) => binary[i]! * (2 * treated[i]! - 1));
  close([qiniAuc(data, perfect)], [1]);
  const same = rows.map(() => 0.5);
  close([qiniAuc(data, same), auuc(data, same), qiniArea(data, same)], [0, 0, 0]);
  close([rate(effectScores(data), same).estimate], [0]);
});

test("any strictly increasing change of the scores and any order of rows give the same figures", () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const order = seededRandom(seed).shuffle([...rows]);
      const moved = {
        outcome: order.map((i) => binary[i]!),
        treated: order.map((i) => treated[i]!),
      };
      const stretched = order.map((i) => Math.exp(3 * scores[i]!) - 7);
      for (const metric of ["qini_auc", "qini_area", "auuc", "autoc"] as const) {
        close([upliftStatistic(metric, moved, stretched)()], [upliftStatistic(metric, data, scores)()]);
      }
    }),
    { numRuns: 20 },
  );
});

test("a count of 2 is the row given twice and a count of 0 the row left out", () => {
  const counts = rows.map((i) => (i * 5) % 3);
  const repeated = rows.flatMap((i) => new Array<number>(counts[i]!).fill(i));
  const given = { outcome: repeated.map((i) => binary[i]!), treated: repeated.map((i) => treated[i]!) };
  const givenScores = repeated.map((i) => scores[i]!);
  // Not for AUTOC: its effect scores keep the means of the whole sample.
  for (const metric of ["qini_auc", "qini_area", "auuc", "uplift_at_30"] as const) {
    close([upliftStatistic(metric, data, scores)(counts)], [upliftStatistic(metric, given, givenScores)()]);
  }
});

test("the standard error of AUTOC is that of redrawn data", () => {
  const random = seededRandom("autoc");
  const draws = Array.from({ length: 200 }, () => {
    const n = 400;
    const priorities = Float64Array.from({ length: n }, () => random.next());
    const arms = Array.from({ length: n }, () => Number(random.next() < 0.5));
    const outcome = Array.from(arms, (t, i) => t * priorities[i]! + random.next());
    return rate(effectScores({ outcome, treated: arms }, { propensity: 0.5 }), priorities, { replicates: 60 });
  });
  const estimates = draws.map((each) => each.estimate);
  const mean = estimates.reduce((sum, each) => sum + each, 0) / draws.length;
  const spread = Math.sqrt(estimates.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (draws.length - 1));
  const stated = draws.reduce((sum, each) => sum + each.standardError, 0) / draws.length;
  // With effect u at priority u the best share q has mean effect 1 − q/2, so TOC is (1 − q)/2 and its mean 1/4.
  assert.ok(Math.abs(mean - 0.25) < (4 * spread) / Math.sqrt(200), `mean ${mean}`);
  assert.ok(Math.abs(stated / spread - 1) < 0.2, `${stated} against ${spread}`);
});

test("bins compare predicted with observed uplift, and exact predictions are calibrated", () => {
  const n = 4000;
  const uplift = Float64Array.from({ length: n }, (_, i) => (i % 10) / 10);
  const arms = Array.from({ length: n }, (_, i) => Math.floor(i / 10) % 2);
  const outcome = arms.map((t, i) => t * uplift[i]! + (Math.floor(i / 20) % 2));
  const { bins, expectedCalibrationError } = upliftByDecile({ outcome, treated: arms }, uplift);
  assert.equal(bins.length, 10);
  assert.ok(expectedCalibrationError < 1e-12);
  close([bins[0]!.predicted, bins[0]!.observed!.uplift], [0.9, 0.9]);
  // Welch: two arms of 200 with variance 0.25·200/199; t quantile at 398 degrees of freedom 1.96594232.
  const error = Math.sqrt((2 * 0.25) / 199);
  close([bins[0]!.observed!.standardError], [error]);
  assert.ok(Math.abs(bins[0]!.observed!.upper - (0.9 + 1.96594232 * error)) < 1e-6);
  const lonely = upliftByDecile({ outcome: [1, 2, 3], treated: [1, 1, 0] }, [1, 2, 3], 1);
  assert.equal(lonely.bins[0]!.observed, undefined);
});

test("the paired bootstrap sees a better ranking that single intervals would not separate", () => {
  const random = seededRandom("paired");
  const n = 3000;
  const truth = Array.from({ length: n }, () => random.next());
  const arms = truth.map(() => Number(random.next() < 0.5));
  const outcome = truth.map((u, i) => Number(random.next() < 0.3 + 0.3 * u * arms[i]!));
  const noisy = truth.map((u) => u + 0.35 * random.next());
  const paired = pairedBootstrap(
    n,
    upliftStatistic("qini_auc", { outcome, treated: arms }, truth),
    upliftStatistic("qini_auc", { outcome, treated: arms }, noisy),
    { replicates: 100 },
  );
  const { candidate, reference, difference } = paired;
  close([difference.estimate], [candidate.estimate - reference.estimate]);
  assert.ok(difference.standardError < candidate.standardError / 2);
  const itself = upliftStatistic("qini_auc", { outcome, treated: arms }, truth);
  assert.equal(pairedBootstrap(n, itself, itself, { replicates: 5 }).difference.standardError, 0);
});

test("bad input is refused by name", () => {
  refuses("data.outcome", () => qiniAuc({ outcome: amount, treated }, scores));
  refuses("data.outcome", () => qiniAuc({ outcome: rows.map(() => 0), treated }, scores));
  refuses("data.outcome", () => qiniArea({ outcome: [], treated: [] }, []));
  refuses("data.outcome", () => qiniCurve({ outcome: [1, Number.NaN], treated: [0, 1] }, [1, 2]));
  refuses("data.treated", () => qiniCurve({ outcome: [1, 2], treated: [1, 1] }, [1, 2]));
  refuses("data.treated", () => qiniCurve({ outcome: [1, 2], treated: [0, 0] }, [1, 2]));
  refuses("data.treated", () => qiniCurve({ outcome: [1, 2], treated: [0, 2] }, [1, 2]));
  refuses("scores", () => auuc(data, scores.slice(1)));
  refuses("scores", () => upliftAtK(data, [Number.NaN, ...scores.slice(1)], 0.3));
  refuses("k", () => upliftAtK(data, scores, 1));
  refuses("k", () => upliftAtK({ outcome: [1, 0, 1, 0], treated: [1, 1, 0, 0] }, [4, 3, 2, 1], 0.5));
  refuses("options.propensity", () => effectScores(data, { propensity: 1 }));
  refuses("priorities", () => rate([1, 2, 3, 4], [1, 2]));
  refuses("effects", () => rate([1, 2], [1, 2]));
  refuses("bins", () => upliftByDecile(data, scores, 0));
  refuses("candidate", () =>
    pairedBootstrap(
      5,
      () => Number.NaN,
      () => 0,
    ),
  );
});

function close(actual: ArrayLike<number>, expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  for (const [i, value] of expected.entries()) {
    assert.ok(Math.abs(actual[i]! - value) < 1e-9, `entry ${i}: ${actual[i]} instead of ${value}`);
  }
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
