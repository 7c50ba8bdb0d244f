import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { requireFinite, requireLevel, requireSome } from "../../errors/index.ts";
import type { Overlap } from "./overlap.ts";

/** A policy's mean reward per decision, told from another policy's log. */
export interface ValueEstimate extends Overlap {
  readonly kind: "estimate";
  readonly value: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/** A mean with its standard error and interval. */
export interface MeanInterval {
  readonly mean: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Mean of independent contributions with an interval for small and heavy-tailed samples, where mean ± 1.96 standard errors covers too
 * seldom and misses on one side only. Student's t has the degrees of freedom that match the variance of the variance estimate
 * (Satterthwaite 1946): 2n / (kurtosis − (n − 3)/(n − 1)), which is n − 1 for normal contributions and far fewer where a handful of
 * rows decide. The interval is moved by skewness · s · (1 + 2z²)/(6n), as the mean of a skewed sample depends on its own variance
 * estimate (Johnson 1978, "Modified t tests and confidence intervals for asymmetrical populations", JASA 73). For one value repeated
 * the interval is the value.
 *
 * @throws LearnError naming `contributions` (none, or not finite) or `level`.
 * @param bias added to both sides of the interval: a bound on what the contributions leave out.
 */
export function meanWithInterval(contributions: Float64Array, level: number, bias = 0): MeanInterval {
  requireSome("contributions", contributions);
  requireFinite("contributions", contributions);
  requireLevel("level", level);
  const n = contributions.length;
  const mean = contributions.reduce((sum, each) => sum + each, 0) / n;
  if (n < 2) return { mean, standardError: Infinity, lower: -Infinity, upper: Infinity };
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (const each of contributions) {
    const off = each - mean;
    second += off * off;
    third += off * off * off;
    fourth += off * off * off * off;
  }
  if (second === 0) return { mean, standardError: 0, lower: mean - bias, upper: mean + bias };
  const standardError = Math.sqrt(second / (n - 1) / n);
  const kurtosis = (n * fourth) / second ** 2;
  const freedom = Math.min(n - 1, (2 * n) / Math.max(1e-9, kurtosis - (n - 3) / (n - 1)));
  const margin = tQuantile((1 + level) / 2, Math.max(1, freedom)) * standardError + bias;
  // With the normal quantile here and not t's, one wild row cannot move the interval off the mean itself.
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const skewness = (Math.sqrt(n) * third) / second ** 1.5;
  const shift = (skewness * standardError * (1 + 2 * z * z)) / (6 * Math.sqrt(n));
  return { mean, standardError, lower: mean - margin + shift, upper: mean + margin + shift };
}

/** An estimate from its mean and the overlap behind it. */
export function asEstimate({ mean, ...interval }: MeanInterval, overlap: Overlap): ValueEstimate {
  return { kind: "estimate", value: mean, ...interval, ...overlap };
}
