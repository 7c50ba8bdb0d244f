import type { Matrix } from "../../matrix/index.ts";
import type { LoggedDecisions } from "./logged-decisions.ts";

/** How well a log covers what a policy would do. */
export interface Overlap {
  readonly rows: number;
  /** (Σw)² / Σw² of the importance weights: as many rows drawn from the policy itself would say as much (Kish 1965). */
  readonly effectiveSample: number;
  /** 1 up to chance when logged propensities and policy are right and the log reaches everything the policy does. */
  readonly meanWeight: number;
  readonly largestWeight: number;
}

/**
 * The answer where a log cannot tell a policy's value: `effective-sample` when too few rows carry the estimate, `mean-weight`
 * when the weights do not average 1, because much of what the policy does was never logged or the propensities are wrong.
 */
export interface OverlapRefusal extends Overlap {
  readonly kind: "refused";
  readonly reason: "effective-sample" | "mean-weight";
}

/**
 * Probability of each logged action under the policy (rows × actions) divided by that under which it was taken. Plain arithmetic on what
 * the estimators check: a propensity of 0 gives an infinite weight, an action that the policy does not know NaN.
 */
export function importanceWeights(log: LoggedDecisions, target: Matrix): Float64Array {
  return Float64Array.from(log.propensity, (p, i) => target.values[i * target.columns + log.action[i]!]! / p);
}

/** Sums up the weights. Of no weights, or of one that is NaN, nothing is known: the effective sample is 0. */
export function overlapOf(weights: Float64Array): Overlap {
  let sum = 0;
  let squares = 0;
  let largestWeight = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
    largestWeight = Math.max(largestWeight, weight);
  }
  const rows = weights.length;
  return {
    rows,
    effectiveSample: squares > 0 && squares < Number.POSITIVE_INFINITY ? (sum * sum) / squares : 0,
    meanWeight: sum / rows,
    largestWeight,
  };
}

/** The refusal that this overlap calls for, if any; `least` is the smallest effective sample that is accepted. */
export function overlapRefusal(overlap: Overlap, least: number): OverlapRefusal | undefined {
  const { rows, effectiveSample, meanWeight } = overlap;
  if (effectiveSample < least) return { kind: "refused", reason: "effective-sample", ...overlap };
  // A weight's variance is w̄²(n/ESS − 1). A small sample of weights can look even while the few huge ones that would bring the mean
  // up to 1 were never drawn, so the mean is looked at too; a tenth either way is let pass whatever its error says.
  const error = meanWeight * Math.sqrt(Math.max(0, 1 / effectiveSample - 1 / rows));
  const off = Math.abs(meanWeight - 1);
  return off > 0.1 && off > 4 * error ? { kind: "refused", reason: "mean-weight", ...overlap } : undefined;
}
