import quantile from "@stdlib/stats-base-dists-normal-quantile";
import { requireLevel } from "../errors/index.ts";
import { delongCovariance, placements, requireScored } from "./delong.ts";

/** Area under the ROC curve with its uncertainty. */
export interface AucInterval {
  readonly auc: number;
  /** DeLong's. */
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  readonly ones: number;
  readonly zeros: number;
}

/** Difference of two AUCs on the same rows, first minus second. */
export interface AucDifference {
  readonly difference: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  readonly first: number;
  readonly second: number;
}

/**
 * Chance that a row of label 1 scores above a row of label 0, ties counted half (Mann, Whitney 1947).
 * Throws LearnError: empty, not finite, lengths, labels other than 0 and 1, a class that does not occur.
 */
export function auc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  requireScored("scores", scores, labels, 1);
  return placements(scores, labels).auc;
}

/**
 * {@link auc} with DeLong's standard error and an interval made on the logit scale, so that it stays inside (0, 1) and keeps
 * its coverage near the ends (Pepe 2003, "The Statistical Evaluation of Medical Tests", 5.2). At an AUC of exactly 0 or 1, where
 * DeLong's variance is 0 and says nothing, the far end is the exact binomial bound for as many successes without a failure
 * as the smaller class has rows.
 *
 * Throws LearnError as auc does, and with fewer than two rows of a class, which have no variance.
 */
export function aucWithInterval(scores: ArrayLike<number>, labels: ArrayLike<number>, level = 0.95): AucInterval {
  requireLevel("level", level);
  requireScored("scores", scores, labels, 2);
  const placed = placements(scores, labels);
  const standardError = Math.sqrt(Math.max(0, delongCovariance(placed, placed)));
  const ones = placed.ofOnes.length;
  const zeros = placed.ofZeros.length;
  const interval = intervalOnLogitScale(placed.auc, standardError, level, Math.min(ones, zeros));
  return { auc: placed.auc, standardError, ...interval, level, ones, zeros };
}

/**
 * Difference of the AUCs of two scores for the same rows, with DeLong's paired standard error and a normal interval on the plain
 * scale. Throws LearnError as aucWithInterval does, naming `first` or `second`.
 */
export function pairedAucDifference(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: ArrayLike<number>,
  level = 0.95,
): AucDifference {
  requireLevel("level", level);
  requireScored("first", first, labels, 2);
  requireScored("second", second, labels, 2);
  const a = placements(first, labels);
  const b = placements(second, labels);
  const variance = delongCovariance(a, a) + delongCovariance(b, b) - 2 * delongCovariance(a, b);
  const standardError = Math.sqrt(Math.max(0, variance));
  const difference = a.auc - b.auc;
  const margin = quantile((1 + level) / 2, 0, 1) * standardError;
  return {
    difference,
    standardError,
    lower: difference - margin,
    upper: difference + margin,
    level,
    first: a.auc,
    second: b.auc,
  };
}

function intervalOnLogitScale(
  auc: number,
  standardError: number,
  level: number,
  smallerClass: number,
): { lower: number; upper: number } {
  const farEnd = ((1 - level) / 2) ** (1 / smallerClass);
  if (auc === 1) return { lower: farEnd, upper: 1 };
  if (auc === 0) return { lower: 0, upper: 1 - farEnd };
  const logit = Math.log(auc / (1 - auc));
  const margin = (quantile((1 + level) / 2, 0, 1) * standardError) / (auc * (1 - auc));
  return { lower: 1 / (1 + Math.exp(margin - logit)), upper: 1 / (1 + Math.exp(-margin - logit)) };
}
