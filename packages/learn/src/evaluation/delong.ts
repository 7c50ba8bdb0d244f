import { LearnError, requireBinary, requireFinite, requireLength, requireSome } from "../errors/index.ts";

/** AUC and the two lists of placements that its DeLong variance is made of. */
export interface Placements {
  readonly auc: number;
  /** For each row of label 1: the share of zeros that score below it, ties half. */
  readonly ofOnes: Float64Array;
  /** For each row of label 0: the share of ones that score above it, ties half. */
  readonly ofZeros: Float64Array;
}

/** Checks a list of scores with labels; throws LearnError unless both classes have at least `least` rows. */
export function requireScored(
  argument: string,
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  least: number,
): void {
  requireSome(argument, scores);
  requireFinite(argument, scores);
  requireLength("labels", labels, scores.length, argument);
  requireBinary("labels", labels);
  let ones = 0;
  for (let i = 0; i < labels.length; i++) ones += labels[i]!;
  if (ones < least || labels.length - ones < least) {
    throw new LearnError(
      "labels",
      `has ${ones} ones and ${labels.length - ones} zeros; at least ${least} of each class are needed`,
    );
  }
}

/** Placements by midranks in O(n log n) (Sun, Xu 2014, IEEE Signal Processing Letters 21). */
export function placements(scores: ArrayLike<number>, labels: ArrayLike<number>): Placements {
  const ones = Float64Array.from(Array.from(scores).filter((_, i) => labels[i] === 1));
  const zeros = Float64Array.from(Array.from(scores).filter((_, i) => labels[i] === 0));
  const all = midranks(Float64Array.from([...ones, ...zeros]));
  const ranksOfOnes = midranks(ones);
  const ranksOfZeros = midranks(zeros);
  const ofOnes = ranksOfOnes.map((rank, i) => (all[i]! - rank) / zeros.length);
  const ofZeros = ranksOfZeros.map((rank, j) => 1 - (all[ones.length + j]! - rank) / ones.length);
  return { auc: ofOnes.reduce((sum, each) => sum + each, 0) / ones.length, ofOnes, ofZeros };
}

/**
 * Covariance of two AUCs on the same rows (DeLong, DeLong, Clarke-Pearson 1988, Biometrics 44); of one with itself, its variance.
 */
export function delongCovariance(a: Placements, b: Placements): number {
  return covariance(a.ofOnes, b.ofOnes) / a.ofOnes.length + covariance(a.ofZeros, b.ofZeros) / a.ofZeros.length;
}

function covariance(a: Float64Array, b: Float64Array): number {
  const meanA = a.reduce((sum, each) => sum + each, 0) / a.length;
  const meanB = b.reduce((sum, each) => sum + each, 0) / b.length;
  return a.reduce((sum, each, i) => sum + (each - meanA) * (b[i]! - meanB), 0) / (a.length - 1);
}

/** Ranks from 1, equal values sharing the mean of the ranks they cover. */
function midranks(values: Float64Array): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let k = start; k < end; k++) ranks[order[k]!] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}
