import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../../errors/index.ts";
import { type Matrix, matrixFromRows } from "../../matrix/index.ts";
import { choose } from "../../policy/index.ts";
import { type SeededRandom, seededRandom } from "../../random/index.ts";
import {
  actionScores,
  constantPolicy,
  crossFittedRewards,
  directMethod,
  doublyRobust,
  ipw,
  type LoggedDecisions,
  meanWithInterval,
  type OffPolicyResult,
  policyOfActions,
  snipw,
  switchDoublyRobust,
} from "./index.ts";

const log: LoggedDecisions = {
  action: [0, 1, 2, 1, 0, 2],
  reward: [1, 4, 0, 2, 3, 5],
  propensity: [0.5, 0.25, 0.25, 0.5, 0.2, 0.4],
};
const target = matrixFromRows([
  [0.5, 0.5, 0],
  [0, 1, 0],
  [0.2, 0.3, 0.5],
  [0, 0.5, 0.5],
  [1, 0, 0],
  [0.3, 0.3, 0.4],
]);
const predictions = matrixFromRows([
  [1, 2, 3],
  [2, 3, 1],
  [0, 1, 1],
  [1, 1, 2],
  [2, 0, 4],
  [3, 3, 4],
]);
const any = { leastEffectiveSample: 0 };

test("the estimates are those of their definitions", () => {
  // Weights 1, 4, 2, 1, 5, 1.
  const sum = 1 * 1 + 4 * 4 + 2 * 0 + 1 * 2 + 5 * 3 + 1 * 5;
  close(estimate(ipw(log, target, any)).value, sum / 6);
  close(estimate(snipw(log, target, any)).value, sum / 14);
  const direct = [1.5, 3, 0.8, 1.5, 2, 3.4];
  close(directMethod(log, target, predictions).value, mean(direct));
  const residuals = [1 * 0, 4 * 1, 2 * -1, 1 * 1, 5 * 1, 1 * 1];
  close(estimate(doublyRobust(log, target, predictions, any)).value, mean(direct) + mean(residuals));
  const { effectiveSample, meanWeight, largestWeight } = estimate(ipw(log, target, any));
  close(effectiveSample, 14 ** 2 / 48);
  close(meanWeight, 14 / 6);
  close(largestWeight, 5);
});

test("the self-normalised interval is the jackknife's", () => {
  const weights = [1, 4, 2, 1, 5, 1];
  const without = weights.map((_, left) => {
    const rows = weights.map((_, i) => i).filter((i) => i !== left);
    return (
      rows.reduce((sum, i) => sum + weights[i]! * log.reward[i]!, 0) / rows.reduce((sum, i) => sum + weights[i]!, 0)
    );
  });
  const centre = mean(without);
  const jackknife = Math.sqrt((5 / 6) * without.reduce((sum, each) => sum + (each - centre) ** 2, 0));
  close(estimate(snipw(log, target, any)).standardError, jackknife);
});

test("doubly robust is inverse weighting without predictions and exact with perfect ones", () => {
  const none = matrixFromRows(Array.from({ length: 6 }, () => [0, 0, 0]));
  close(estimate(doublyRobust(log, target, none, any)).value, estimate(ipw(log, target, any)).value);
  const truth = predictions.values;
  const exact = { ...log, reward: Array.from(log.action, (a, i) => truth[i * 3 + a]!) };
  close(estimate(doublyRobust(exact, target, predictions, any)).value, directMethod(log, target, predictions).value);
});

test("action scores value a policy as doubly robust does", () => {
  const scores = actionScores(log, predictions);
  let sum = 0;
  for (let place = 0; place < 18; place++) sum += scores.values[place]! * target.values[place]!;
  close(sum / 6, estimate(doublyRobust(log, target, predictions, any)).value);
});

test("the interval of a mean knows heavy tails and skewness", () => {
  // python3, scipy 1.17: x = [1, 2, 3, 4, 100]; d = x − mean; k = n·Σd⁴/(Σd²)²; f = min(n − 1, 2n/(k − (n − 3)/(n − 1)));
  // e = std(ddof=1)/√n; margin t.ppf(.975, f)·e; shift √n·Σd³/(Σd²)^1.5 · e·(1 + 2·norm.ppf(.975)²)/(6√n)
  const { mean: centre, standardError, lower, upper } = meanWithInterval(Float64Array.from([1, 2, 3, 4, 100]), 0.95);
  close(centre, 22);
  close(standardError, 19.506409203131156);
  close((upper - lower) / 2, 56.33286734804936);
  close((upper + lower) / 2 - centre, 18.905328804309615);
  assert.deepEqual(meanWithInterval(Float64Array.of(3, 3), 0.95), { mean: 3, standardError: 0, lower: 3, upper: 3 });
});

test("intervals cover in small heavy-tailed logs", () => {
  const random = seededRandom("coverage");
  const covered = { ipw: 0, snipw: 0, dr: 0 };
  const runs = 300;
  for (let run = 0; run < runs; run++) {
    const drawn = drawLog(random, 400);
    const cross = crossFittedRewards(drawn.x, drawn.log, 3, { seed: run });
    const results = {
      ipw: ipw(drawn.log, drawn.target, any),
      snipw: snipw(drawn.log, drawn.target, any),
      dr: doublyRobust(drawn.log, drawn.target, cross, any),
    };
    for (const name of ["ipw", "snipw", "dr"] as const) {
      const { lower, upper } = estimate(results[name]);
      covered[name] += Number(lower <= drawn.truth && drawn.truth <= upper) / runs;
    }
  }
  for (const [name, share] of Object.entries(covered)) {
    assert.ok(share > 0.92 && share < 0.985, `${name} covers ${share}`);
  }
});

test("where a few rows weigh too much the switch uses their prediction, and without such rows it is doubly robust", () => {
  const { x, log: drawn, target: wanted, truth } = drawLog(seededRandom("switch"), 2000);
  const cross = crossFittedRewards(x, drawn, 3);
  // One row took by a chance of 1 in 2,000 what the policy always does there, and bought much.
  const odd = drawn.action.findIndex((action, i) => wanted.values[i * 3 + action] === 1);
  const propensity = drawn.propensity.with(odd, 1 / 2000);
  const reward = drawn.reward.with(odd, 20);
  const propensities = matrixFromRows(
    propensity.map((p, i) => [0, 1, 2].map((a) => (a === drawn.action[i] ? p : (1 - p) / 2))),
  );
  const wild = { action: drawn.action, reward, propensity };
  const switched = switchDoublyRobust(wild, wanted, cross, { ...any, propensities });
  const plain = estimate(doublyRobust(wild, wanted, cross, any));
  assert.ok(switched.kind === "estimate" && switched.threshold! < 2000);
  assert.ok(switched.standardError < plain.standardError / 2);
  assert.ok(switched.lower <= truth && truth <= switched.upper);
  const robust = estimate(doublyRobust(drawn, wanted, cross, any));
  close(estimate(switchDoublyRobust(drawn, wanted, cross, any)).value, robust.value);
});

test("hopeless overlap is refused with the effective sample", () => {
  const rows = 10_000;
  const one = constantPolicy(rows, 2, 1);
  const action = Array.from({ length: rows }, (_, i) => Number(i === 7));
  const never = ipw({ action, reward: action, propensity: action.map((a) => (a ? 1 / rows : 1 - 1 / rows)) }, one);
  assert.ok(never.kind === "refused" && never.reason === "effective-sample");
  close(never.effectiveSample, 1);
  close(never.largestWeight, rows);
  // A hundred even weights that sum to a hundredth of the rows: what the policy mostly does was never seen.
  const seen = action.map((_, i) => Number(i < 100));
  const partial = doublyRobust({ action: seen, reward: seen, propensity: action.map(() => 1) }, one, zero(rows, 2));
  assert.ok(partial.kind === "refused" && partial.reason === "mean-weight");
  close(partial.effectiveSample, 100);
});

test("cross-fitted rewards never use the row itself", () => {
  const { x, log: drawn } = drawLog(seededRandom("folds"), 200);
  const before = crossFittedRewards(x, drawn, 3);
  const reward = Float64Array.from(drawn.reward);
  reward[17]! += 1000;
  const after = crossFittedRewards(x, { ...drawn, reward }, 3);
  assert.deepEqual([...after.values.subarray(51, 54)], [...before.values.subarray(51, 54)]);
  assert.notDeepEqual([...after.values], [...before.values]);
  // An action that nobody took is predicted as the mean reward of the other folds.
  const wider = crossFittedRewards(x, drawn, 4);
  const unseen = wider.values[3]!;
  assert.ok(Math.abs(unseen - mean(Array.from(drawn.reward))) < 1);
});

test("bad input is refused by name", () => {
  refuses("log.reward", () => ipw({ ...log, reward: [] }, target));
  refuses("log.reward", () => ipw({ ...log, reward: [1, 2, 3, 4, 5, Number.NaN] }, target));
  refuses("log.action", () => ipw({ ...log, action: [0, 1, 2, 3, 0, 1] }, target));
  refuses("log.propensity", () => ipw({ ...log, propensity: [0, 1, 1, 1, 1, 1] }, target));
  refuses("log.propensity", () => ipw({ ...log, propensity: [1, 1] }, target));
  refuses("target", () => ipw(log, zero(6, 3)));
  refuses("target", () => ipw(log, constantPolicy(5, 3, 0)));
  refuses("predictions", () => doublyRobust(log, target, zero(6, 2), any));
  refuses("options.level", () => snipw(log, target, { level: 95 }));
  refuses("taken", () => policyOfActions([0, 3], 3));
  refuses("x", () => crossFittedRewards(zero(3, 1), log, 3));
  refuses("options.l2", () => crossFittedRewards(zero(6, 1), log, 3, { l2: 0 }));
  refuses("log.action", () => crossFittedRewards(zero(6, 1), log, 2));
});

function drawLog(random: SeededRandom, n: number) {
  const rows: number[][] = [];
  const action: number[] = [];
  const reward: number[] = [];
  const propensity: number[] = [];
  const wanted: number[] = [];
  let truth = 0;
  for (let i = 0; i < n; i++) {
    const x = random.next();
    rows.push([x, random.next()]);
    const skewed = [0.6 - 0.3 * x, 0.3, 0.1 + 0.3 * x];
    const taken = choose(skewed, random.next());
    const buys = [0.2, 0.3, 0.2 + 0.3 * x];
    action.push(taken);
    propensity.push(skewed[taken]!);
    reward.push(random.next() < buys[taken]! ? -5 * Math.log(1 - random.next()) : 0);
    wanted.push(x > 0.4 ? 2 : 1);
    truth += (5 * (x > 0.4 ? buys[2]! : buys[1]!)) / n;
  }
  return { x: matrixFromRows(rows), log: { action, reward, propensity }, target: policyOfActions(wanted, 3), truth };
}

function zero(rows: number, columns: number): Matrix {
  return { rows, columns, values: new Float64Array(rows * columns) };
}

function estimate(result: OffPolicyResult) {
  assert.ok(result.kind === "estimate");
  return result;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

function close(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9 * Math.max(1, Math.abs(expected)), `${actual} instead of ${expected}`);
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
