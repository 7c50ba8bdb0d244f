import type { Matrix } from "../../matrix/index.ts";
import type { LoggedDecisions } from "./logged-decisions.ts";
import { robustContributions } from "./robust-contributions.ts";
import { meanWithInterval } from "./value-estimate.ts";

/** Shares of the rows with a weight that candidate thresholds keep. */
const keptShares = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1];

/**
 * The threshold on weights with the least bound on the squared error: variance plus bias², where the bias is at most the share of
 * the policy's choices that are left to the predictions times the size of the predictions' errors (root mean square, noise
 * included). Estimating the bias by what the left-out rows would have added is no use: one row of huge weight has by itself as
 * large an estimate of bias as of variance.
 */
export function chooseThreshold(
  log: LoggedDecisions,
  target: Matrix,
  predictions: Matrix,
  weights: Float64Array,
  propensities: Matrix | undefined,
): { threshold: number; bias: number } {
  const sorted = weights.filter((weight) => weight > 0).sort();
  let best = { threshold: sorted.at(-1)!, bias: 0, error: Number.POSITIVE_INFINITY };
  const size = residualSize(log, predictions);
  for (const share of keptShares) {
    const threshold = sorted[Math.ceil(share * sorted.length) - 1]!;
    const kept = weights.map((weight) => (weight <= threshold ? weight : 0));
    const bias = size * (propensities ? exactShare(target, propensities, threshold) : seenShare(weights, threshold));
    const spread = meanWithInterval(robustContributions(log, target, predictions, kept), 0.95).standardError;
    const error = spread ** 2 + bias ** 2;
    if (error <= best.error) best = { threshold, bias, error };
  }
  return { threshold: best.threshold, bias: best.bias };
}

function residualSize(log: LoggedDecisions, predictions: Matrix): number {
  let squares = 0;
  for (let i = 0; i < predictions.rows; i++) {
    squares += (log.reward[i]! - predictions.values[i * predictions.columns + log.action[i]!]!) ** 2;
  }
  return Math.sqrt(squares / predictions.rows);
}

/** Share of the policy's choices whose weight would be above the threshold, from the probabilities of all actions. */
function exactShare(target: Matrix, propensities: Matrix, threshold: number): number {
  let share = 0;
  for (let place = 0; place < target.values.length; place++) {
    const chance = target.values[place]!;
    if (chance > threshold * propensities.values[place]!) share += chance / target.rows;
  }
  return share;
}

/** The same share estimated from the actions that were taken. */
function seenShare(weights: Float64Array, threshold: number): number {
  return weights.reduce((sum, weight) => (weight > threshold ? sum + weight / weights.length : sum), 0);
}
