import { cholesky, solveCholesky } from "../matrix/index.ts";
import type { Evidence } from "./evidence.ts";
import { softmaxInPlace } from "./fit-softmax.ts";

/**
 * What each kind of evidence counts: the regression's scores, the nearest example, the intent's name, the number of examples, and the
 * likelihood of the character runs. The fourth is mostly below 0: regressions on few examples lean toward frequent intents more than
 * the frequencies warrant.
 */
export type BlendWeights = readonly [
  scores: number,
  nearest: number,
  named: number,
  frequency: number,
  likelihood: number,
];

/** The weights that leave the regression as it is. */
export const PLAIN: BlendWeights = [1, 0, 0, 0, 0];
/** Of the ridge: little where there are many messages to learn the weights from, as much as a few of them say where there are few. */
const penaltyFor = (messages: number) => 0.1 + 5 / messages;
/** Log-likelihoods spread several times as wide as the other kinds, so that their weight is as free at a fifth. */
const SCALES: BlendWeights = [1, 1, 1, 1, 5];
const KINDS = PLAIN.length;

/** Probability of each intent, given that it is one of them, and the logarithm of the sum that was divided by. */
export function blended(evidence: Evidence, weights: BlendWeights): [probabilities: Float64Array, logSum: number] {
  const probabilities = new Float64Array(evidence.intents);
  const { scores, nearest, named, frequencies, likelihoods } = evidence;
  const [ofScores, ofNearest, ofNamed, ofFrequency, ofLikelihood] = weights;
  for (let k = 0; k < probabilities.length; k++) {
    probabilities[k] =
      ofScores * scores[k]! +
      ofNearest * nearest[k]! +
      ofNamed * named[k]! +
      ofFrequency * frequencies[k]! +
      ofLikelihood * likelihoods[k]!;
  }
  const logSum = softmaxInPlace(probabilities);
  return [probabilities, logSum];
}

/**
 * Fits the weights by conditional logistic regression (McFadden 1974) with a small ridge toward the plain regression, on messages
 * that the evidence was not fitted on; so it stacks them (Wolpert 1992) and calibrates them at once, its first weight being an
 * inverse temperature (Guo et al. 2017, "On calibration of modern neural networks").
 *
 * @param labels intent of each message.
 */
export function fitBlend(evidence: readonly Evidence[], labels: readonly number[]): BlendWeights {
  const penalty = penaltyFor(evidence.length);
  let weights = PLAIN;
  for (let step = 0; step < 50; step++) {
    const { gradient, hessian } = derivatives(evidence, labels, weights, penalty);
    const factor = cholesky(hessian, KINDS);
    if (!factor) return weights;
    const move = solveCholesky(factor, KINDS, gradient);
    const length = Math.hypot(...move);
    const scale = Math.min(1, 2 / length);
    const [a, b, c, d, e] = weights;
    weights = [
      a + scale * move[0]!,
      b + scale * move[1]!,
      c + scale * move[2]!,
      d + scale * move[3]!,
      e + scale * move[4]!,
    ];
    if (length < 1e-9) break;
  }
  return weights;
}

function derivatives(
  evidence: readonly Evidence[],
  labels: readonly number[],
  weights: BlendWeights,
  penalty: number,
): { gradient: Float64Array; hessian: Float64Array } {
  const gradient = Float64Array.from(weights, (weight, a) => penalty * SCALES[a]! ** 2 * (PLAIN[a]! - weight));
  const hessian = new Float64Array(KINDS * KINDS);
  for (let a = 0; a < KINDS; a++) hessian[KINDS * a + a] = penalty * SCALES[a]! ** 2;
  for (const [i, each] of evidence.entries()) {
    const columns = [each.scores, each.nearest, each.named, each.frequencies, each.likelihoods];
    const [probabilities] = blended(each, weights);
    const means = columns.map((column) => weightedSum(probabilities, column));
    for (let a = 0; a < KINDS; a++) {
      gradient[a]! += columns[a]![labels[i]!]! - means[a]!;
      for (let b = 0; b <= a; b++) {
        let product = 0;
        for (let k = 0; k < probabilities.length; k++) product += probabilities[k]! * columns[a]![k]! * columns[b]![k]!;
        hessian[KINDS * a + b]! += product - means[a]! * means[b]!;
        hessian[KINDS * b + a] = hessian[KINDS * a + b]!;
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
