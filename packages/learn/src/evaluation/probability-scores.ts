import { LearnError, requireBinary, requireLength, requireSome, requireWeights } from "../errors/index.ts";

/** Throws LearnError unless these are probabilities with a 0/1 label each. */
export function requireProbabilities(probabilities: ArrayLike<number>, labels: ArrayLike<number>): void {
  requireSome("probabilities", probabilities);
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i]!;
    if (!(p >= 0 && p <= 1)) throw new LearnError("probabilities", `value ${i} is ${String(p)}; 0 to 1 is needed`);
  }
  requireLength("labels", labels, probabilities.length, "probabilities");
  requireBinary("labels", labels);
}

/**
 * Mean of −log of the probability given to what happened, in nats. Probabilities are held 2⁻⁵² away from 0 and 1 (as scikit-learn
 * does), so that one wrong certainty costs 36 and not infinity. Throws LearnError naming the argument.
 */
export function logLoss(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number {
  requireProbabilities(probabilities, labels);
  return weightedMean(probabilities, weights, (p, i) => {
    const held = Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p));
    return labels[i] === 1 ? -Math.log(held) : -Math.log1p(-held);
  });
}

/** Mean squared distance of probability and outcome (Brier 1950, Monthly Weather Review 78). Throws as {@link logLoss} does. */
export function brier(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number {
  requireProbabilities(probabilities, labels);
  return weightedMean(probabilities, weights, (p, i) => (p - labels[i]!) ** 2);
}

function weightedMean(
  probabilities: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  loss: (probability: number, row: number) => number,
): number {
  if (weights) requireWeights("weights", weights, probabilities.length, "probabilities");
  let sum = 0;
  let total = 0;
  for (let i = 0; i < probabilities.length; i++) {
    const weight = weights ? weights[i]! : 1;
    sum += weight * loss(probabilities[i]!, i);
    total += weight;
  }
  return sum / total;
}
