import { cholesky, solveCholesky } from "../matrix/index.ts";
import type { Evidence } from "./evidence.ts";
import { softmaxInPlace } from "./fit-softmax.ts";

/** What each kind of evidence counts: for the regression's scores, the nearest example and the class's name. */
export type BlendWeights = readonly [scores: number, nearest: number, named: number];

/** The weights that leave the regression as it is: for want of messages to learn others from. */
export const PLAIN: BlendWeights = [1, 0, 0];
const PENALTY = 1;

/** Probability of each intent, given that it is one of them, and the logarithm of the sum that was divided by. */
export function blended(evidence: Evidence, weights: BlendWeights): [probabilities: Float64Array, logSum: number] {
  const probabilities = new Float64Array(evidence.intents);
  for (let k = 0; k < probabilities.length; k++) {
    probabilities[k] =
      weights[0] * evidence.scores[k]! + weights[1] * evidence.nearest[k]! + weights[2] * evidence.named[k]!;
  }
  const logSum = softmaxInPlace(probabilities);
  return [probabilities, logSum];
}

/**
 * Fits the weights by conditional logistic regression (McFadden 1974) with a small ridge toward the plain regression, on messages
 * that the evidence was not fitted on; so it stacks the three (Wolpert 1992) and calibrates them at once, its first weight being
 * an inverse temperature (Guo et al. 2017, "On calibration of modern neural networks").
 *
 * @param labels intent of each message.
 */
export function fitBlend(evidence: readonly Evidence[], labels: readonly number[]): BlendWeights {
  let weights = PLAIN;
  for (let step = 0; step < 50; step++) {
    const { gradient, hessian } = derivatives(evidence, labels, weights);
    const factor = cholesky(hessian, 3);
    if (!factor) return weights;
    const move = solveCholesky(factor, 3, gradient);
    const length = Math.hypot(...move);
    const scale = Math.min(1, 2 / length);
    weights = [weights[0] + scale * move[0]!, weights[1] + scale * move[1]!, weights[2] + scale * move[2]!];
    if (length < 1e-9) break;
  }
  return weights;
}

function derivatives(
  evidence: readonly Evidence[],
  labels: readonly number[],
  weights: BlendWeights,
): { gradient: Float64Array; hessian: Float64Array } {
  const gradient = Float64Array.from(weights, (weight, a) => PENALTY * (PLAIN[a]! - weight));
  const hessian = Float64Array.of(PENALTY, 0, 0, 0, PENALTY, 0, 0, 0, PENALTY);
  for (const [i, each] of evidence.entries()) {
    const columns = [each.scores, each.nearest, each.named];
    const [probabilities] = blended(each, weights);
    const means = columns.map((column) => weightedSum(probabilities, column));
    for (let a = 0; a < 3; a++) {
      gradient[a]! += columns[a]![labels[i]!]! - means[a]!;
      for (let b = 0; b <= a; b++) {
        let product = 0;
        for (let k = 0; k < probabilities.length; k++) product += probabilities[k]! * columns[a]![k]! * columns[b]![k]!;
        hessian[3 * a + b]! += product - means[a]! * means[b]!;
        if (a !== b) hessian[3 * b + a] = hessian[3 * a + b]!;
      }
    }
  }
  return { gradient, hessian };
}

function weightedSum(weights: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += weights[k]! * values[k]!;
  return sum;
}
