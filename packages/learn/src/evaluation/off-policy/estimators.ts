import { requireLevel } from "../../errors/index.ts";
import type { Matrix } from "../../matrix/index.ts";
import { type LoggedDecisions, requireLog, requirePolicy, requirePredictions } from "./logged-decisions.ts";
import { importanceWeights, type OverlapRefusal, overlapOf, overlapRefusal } from "./overlap.ts";
import { directContributions, robustContributions } from "./robust-contributions.ts";
import { chooseThreshold } from "./switch-threshold.ts";
import { asEstimate, meanWithInterval, type ValueEstimate } from "./value-estimate.ts";

/** Options of every estimator. */
export interface OffPolicyOptions {
  /** Of the interval; 0.95 if not given. */
  readonly level?: number;
  /** Effective sample below which no number is given; 50 if not given. */
  readonly leastEffectiveSample?: number;
}

/** A value, or the typed refusal to give one. */
export type OffPolicyResult = ValueEstimate | OverlapRefusal;

/**
 * Inverse propensity weighting (Horvitz, Thompson 1952): the mean of weight × reward. Unbiased when the propensities are right.
 *
 * @param target rows × actions: the policy to be valued.
 * @throws LearnError naming `log.…`, `target` or `options.level`; poor overlap is no error but a refusal.
 */
export function ipw(log: LoggedDecisions, target: Matrix, options: OffPolicyOptions = {}): OffPolicyResult {
  return weighted(log, target, options, (weights) => weights.map((weight, i) => weight * log.reward[i]!));
}

/**
 * Self-normalised weighting (Swaminathan, Joachims 2015): Σ weight × reward / Σ weight. Slightly biased, bounded by the rewards
 * seen. Its interval is the jackknife's: each row's influence is divided by what the estimate keeps without the row, which an ordinary
 * linearisation forgets and so is too short where single rows weigh much. Arguments and errors as in {@link ipw}.
 */
export function snipw(log: LoggedDecisions, target: Matrix, options: OffPolicyOptions = {}): OffPolicyResult {
  return weighted(log, target, options, (weights, { meanWeight, rows }) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += weights[i]! * log.reward[i]!;
    const value = sum / (meanWeight * rows);
    const influence = weights.map((weight, i) => {
      const share = weight / (meanWeight * rows);
      return ((rows - 1) * share * (log.reward[i]! - value)) / (1 - share);
    });
    const centre = influence.reduce((total, each) => total + each, 0) / rows;
    return influence.map((each) => value + each - centre);
  });
}

/**
 * Direct method: the mean over rows of the predicted reward of what the policy would do. It needs no overlap and is as biased as the
 * predictions; its interval knows the rows' spread alone, not the model's error.
 *
 * @param predictions rows × actions, by models that have not seen the row.
 * @throws LearnError naming `log.…`, `target`, `predictions` or `options.level`.
 */
export function directMethod(
  log: LoggedDecisions,
  target: Matrix,
  predictions: Matrix,
  { level = 0.95 }: OffPolicyOptions = {},
): ValueEstimate {
  requireLog(log, target);
  requirePredictions(predictions, target);
  requireLevel("options.level", level);
  const overlap = overlapOf(importanceWeights(log, target));
  return asEstimate(meanWithInterval(directContributions(target, predictions), level), overlap);
}

/**
 * Doubly robust (Dudík, Langford, Li 2011): the direct method plus the weighted errors of its predictions. Unbiased when either
 * propensities or predictions are right. The interval is right only for cross-fitted predictions (see `crossFittedRewards`): in-sample
 * residuals are too small, and so is the standard error they give. Arguments and errors as in {@link ipw} and {@link directMethod}.
 */
export function doublyRobust(
  log: LoggedDecisions,
  target: Matrix,
  predictions: Matrix,
  options: OffPolicyOptions = {},
): OffPolicyResult {
  // Before the weights are looked at: a refusal for poor overlap must not hide that the predictions are none.
  requireLog(log, target);
  requirePredictions(predictions, target);
  return weighted(log, target, options, (weights) => robustContributions(log, target, predictions, weights));
}

/** Options of {@link switchDoublyRobust}. */
export interface SwitchOptions extends OffPolicyOptions {
  /** rows × actions: the probability with which each action could have been taken; sharpens the choice of the threshold. */
  readonly propensities?: Matrix;
}

/** A switch estimate and the largest weight that it used. */
export type SwitchResult = OffPolicyResult & { readonly threshold?: number };

/**
 * Switch doubly robust (Wang, Agarwal, Dudík 2017): rows whose weight is above a threshold speak by their prediction alone, which
 * trades a little bias for much variance. The threshold is the one with the least bound on the squared error, and the interval is
 * widened by the bound on the bias. Arguments and errors as in {@link doublyRobust}.
 */
export function switchDoublyRobust(
  log: LoggedDecisions,
  target: Matrix,
  predictions: Matrix,
  options: SwitchOptions = {},
): SwitchResult {
  const { level = 0.95, leastEffectiveSample = 50, propensities } = options;
  requireLog(log, target);
  requirePredictions(predictions, target);
  requireLevel("options.level", level);
  if (propensities) requirePolicy("options.propensities", propensities, log.reward.length);
  const weights = importanceWeights(log, target);
  const overlap = overlapOf(weights);
  const refused = overlapRefusal(overlap, leastEffectiveSample);
  if (refused) return refused;
  const { threshold, bias } = chooseThreshold(log, target, predictions, weights, propensities);
  const kept = weights.map((weight) => (weight <= threshold ? weight : 0));
  const contributions = robustContributions(log, target, predictions, kept);
  return { ...asEstimate(meanWithInterval(contributions, level, bias), overlap), threshold };
}

function weighted(
  log: LoggedDecisions,
  target: Matrix,
  { level = 0.95, leastEffectiveSample = 50 }: OffPolicyOptions,
  contributions: (weights: Float64Array, overlap: { meanWeight: number; rows: number }) => Float64Array,
): OffPolicyResult {
  requireLog(log, target);
  requireLevel("options.level", level);
  const weights = importanceWeights(log, target);
  const overlap = overlapOf(weights);
  return (
    overlapRefusal(overlap, leastEffectiveSample) ??
    asEstimate(meanWithInterval(contributions(weights, overlap), level), overlap)
  );
}
