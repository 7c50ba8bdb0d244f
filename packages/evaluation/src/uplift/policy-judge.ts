import {
  actionScores,
  type GateRefusal,
  type GateVerdict,
  type Matrix,
  meanWithInterval,
  releaseGate,
} from "@aftercare/learn";
import { type Difference, type Gate, type Metric, meanMetric } from "../task-result.ts";

/** The rows asked about: what each had, what came of it, and with what probability each had which arm. */
export interface AskedRows {
  readonly arms: readonly string[];
  readonly treatment: ArrayLike<number>;
  readonly outcome: ArrayLike<number>;
}

/** Values policies on rows that they were not learned from. */
export interface PolicyJudge {
  /** @param action for each of the fold's rows the arm that the method would give it */
  add(method: string, fold: ValuedFold, action: ArrayLike<number>): void;
  valueOf(method: string): Metric;
  differences(first: string): Difference[];
  /** Whether a method's policy may take the place of the best constant arm. */
  gate(method: string): Gate;
}

/** The rows of one fold with a doubly robust score of every arm. */
export interface ValuedFold {
  readonly rows: Int32Array;
  /** rows × arms. */
  readonly scores: Matrix;
  readonly predictions: Matrix;
  readonly propensity: Matrix;
}

/** Doubly robust scores of a fold: predictions by models that have not seen its rows. */
export function valuedFold(asked: AskedRows, rows: Int32Array, predictions: Matrix, propensity: Matrix): ValuedFold {
  const arms = asked.arms.length;
  const log = {
    action: Int32Array.from(rows, (i) => asked.treatment[i]!),
    reward: Float64Array.from(rows, (i) => asked.outcome[i]!),
    propensity: Float64Array.from(rows, (i, k) => propensity.values[k * arms + asked.treatment[i]!]!),
  };
  return { rows, scores: actionScores(log, predictions), predictions, propensity };
}

interface Tally {
  readonly values: number[];
  /** For each row the sum over repeats of what the policy is credited with. */
  readonly credits: Float64Array;
  /** rows × arms: how often the row got each arm. */
  readonly taken: Float64Array;
}

export function policyJudge(asked: AskedRows): PolicyJudge {
  const n = asked.treatment.length;
  const arms = asked.arms.length;
  const tallies = new Map<string, Tally>();
  // Of all folds and repeats, for the gate; a row may be asked about once or in every repeat.
  const predicted = new Float64Array(n * arms);
  const propensities = new Float64Array(n);
  const asks = new Float64Array(n);
  const counted = new Set<ValuedFold>();
  const tallyOf = (method: string): Tally => {
    const before = tallies.get(method);
    if (before) return before;
    const tally = { values: [], credits: new Float64Array(n), taken: new Float64Array(n * arms) };
    tallies.set(method, tally);
    return tally;
  };
  const count = (fold: ValuedFold): void => {
    if (counted.has(fold)) return;
    counted.add(fold);
    for (const [k, i] of fold.rows.entries()) {
      asks[i]! += 1;
      propensities[i]! += fold.propensity.values[k * arms + asked.treatment[i]!]!;
      for (let a = 0; a < arms; a++) predicted[i * arms + a]! += fold.predictions.values[k * arms + a]!;
    }
  };
  const creditsOf = (method: string): Float64Array => {
    const { credits } = tallies.get(method)!;
    return credits.map((credit, i) => credit / asks[i]!).filter((_, i) => asks[i]! > 0);
  };
  return {
    add(method, fold, action) {
      count(fold);
      const { values, credits, taken } = tallyOf(method);
      let sum = 0;
      for (const [k, i] of fold.rows.entries()) {
        const credit = fold.scores.values[k * arms + action[k]!]!;
        sum += credit;
        credits[i]! += credit;
        taken[i * arms + action[k]!]! += 1;
      }
      values.push(sum / fold.rows.length);
    },
    valueOf(method) {
      const { mean, se } = meanMetric(tallies.get(method)!.values);
      const { standardError } = meanWithInterval(creditsOf(method), 0.95);
      return tallies.get(method)!.values.length > 1
        ? { mean, se: se!, sampling_se: standardError }
        : { mean, se: standardError };
    },
    differences(first) {
      const own = creditsOf(first);
      return [...tallies.keys()]
        .filter((method) => method !== first)
        .map((method) => {
          const other = creditsOf(method);
          const { mean, lower, upper } = meanWithInterval(
            own.map((each, i) => each - other[i]!),
            0.95,
          );
          return { method, metric: "policy_value", estimate: mean, lower, upper };
        });
    },
    gate(method) {
      const { taken } = tallies.get(method)!;
      const rows = Int32Array.from(asks.keys()).filter((i) => asks[i]! > 0);
      const perAsk = (values: Float64Array): Matrix => ({
        ...{ rows: rows.length, columns: arms },
        values: Float64Array.from({ length: rows.length * arms }, (_, place) => {
          const i = rows[Math.floor(place / arms)]!;
          return values[i * arms + (place % arms)]! / asks[i]!;
        }),
      });
      const log = {
        action: Int32Array.from(rows, (i) => asked.treatment[i]!),
        reward: Float64Array.from(rows, (i) => asked.outcome[i]!),
        propensity: Float64Array.from(rows, (i) => Math.min(1, propensities[i]! / asks[i]!)),
      };
      const policy = perAsk(taken);
      const predictions = perAsk(predicted);
      return gateInWords(asked.arms, releaseGate(log, policy, { predictions }), () => {
        const scores = actionScores(log, predictions);
        return againstBestConstant(scores, policy);
      });
    },
  };
}

/** Without a verdict the difference is stated all the same, with its interval; it decides nothing. */
function gateInWords(
  arms: readonly string[],
  found: GateVerdict | GateRefusal,
  otherwise: () => { readonly best: number; readonly difference: Gate["difference"] },
): Gate {
  if (found.kind === "refused") {
    const { best, difference } = otherwise();
    const { reason, effectiveSample, meanWeight } = found.overlap;
    const why =
      reason === "effective-sample"
        ? `the effective sample is ${effectiveSample.toFixed(0)} rows`
        : `weights have a mean of ${meanWeight.toFixed(2)} where 1 is due`;
    return {
      ...{ deploy: false, best_constant: arms[best]!, difference },
      reason: `No verdict: the treatments seen hardly overlap with ${found.of === "policy" ? "the policy" : "any constant treatment"}; ${why}.`,
    };
  }
  const { mean, lower, upper } = found.difference;
  const best = arms[found.bestConstant]!;
  const interval = `${mean.toPrecision(3)} (95 % ${lower.toPrecision(3)} to ${upper.toPrecision(3)})`;
  const reason = found.deploy
    ? `Deploy: the policy is worth ${interval} more a row than "${best}" for everyone, and more than every other constant treatment.`
    : `Keep "${best}" for everyone: the policy is worth ${interval} more a row, which is not proven to be above 0 against every constant treatment.`;
  return { deploy: found.deploy, best_constant: best, difference: { estimate: mean, lower, upper }, reason };
}

function againstBestConstant(scores: Matrix, policy: Matrix): { best: number; difference: Gate["difference"] } {
  const k = scores.columns;
  const sums = new Float64Array(k);
  for (const [place, score] of scores.values.entries()) sums[place % k]! += score;
  const best = sums.indexOf(Math.max(...sums));
  const gaps = Float64Array.from({ length: scores.rows }, (_, i) => {
    let gap = -scores.values[i * k + best]!;
    for (let a = 0; a < k; a++) gap += policy.values[i * k + a]! * scores.values[i * k + a]!;
    return gap;
  });
  const { mean, lower, upper } = meanWithInterval(gaps, 0.95);
  return { best, difference: { estimate: mean, lower, upper } };
}
