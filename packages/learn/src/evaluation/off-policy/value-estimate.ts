import tQuantile from "@stdlib/stats-base-dists-t-quantile";
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
 * Mean of independent contributions with an interval from Student's t. Its degrees of freedom are those that match the variance of the
 * variance estimate (Satterthwaite 1946): 2n / (kurtosis − (n − 3)/(n − 1)), which is n − 1 for normal contributions and far fewer
 * where a handful of heavy rows decide, as importance weights make them; there the normal quantile gives intervals that are too short.
 *
 * @param bias added to both sides of the interval: a bound on what the contributions leave out.
 */
export function meanWithInterval(contributions: Float64Array, level: number, bias = 0): MeanInterval {
  const n = contributions.length;
  const mean = contributions.reduce((sum, each) => sum + each, 0) / n;
  let second = 0;
  let fourth = 0;
  for (const each of contributions) {
    const square = (each - mean) ** 2;
    second += square;
    fourth += square * square;
  }
  if (n < 2) return { mean, standardError: Number.POSITIVE_INFINITY, lower: -Infinity, upper: Infinity };
  const standardError = Math.sqrt(second / (n - 1) / n);
  const kurtosis = second > 0 ? (n * fourth) / second ** 2 : 1;
  const freedom = Math.min(n - 1, (2 * n) / Math.max(1e-9, kurtosis - (n - 3) / (n - 1)));
  const margin = standardError === 0 ? bias : tQuantile((1 + level) / 2, Math.max(1, freedom)) * standardError + bias;
  return { mean, standardError, lower: mean - margin, upper: mean + margin };
}

/** An estimate from its mean and the overlap behind it. */
export function asEstimate({ mean, ...interval }: MeanInterval, overlap: Overlap): ValueEstimate {
  return { kind: "estimate", value: mean, ...interval, ...overlap };
}
