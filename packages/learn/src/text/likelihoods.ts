import type { SparseRow, SparseRows } from "./sparse-rows.ts";

/** How much more often each class has a column than all classes together. */
export interface Likelihoods {
  readonly classes: number;
  /** First column that counts. */
  readonly from: number;
  /** Logarithm of the ratio: class `k` of column `from + j` at `ratios[j * classes + k]`. */
  readonly ratios: Float32Array;
}

/** A class counts as having had this share of an average class's pieces before any of its own, spread as all classes' are. */
const PRIOR_SHARE = 0.1;

/**
 * Multinomial naive Bayes on which columns a row has, not how much of each (binarised counts: Wang, Manning 2012, "Baselines and
 * bigrams: simple, good sentiment and topic classification"), smoothed toward the frequencies over all classes.
 *
 * @param parts rows of the same columns, in one or several pieces.
 * @param labels for each piece, the class of each row, from 0 to `classes − 1`.
 * @param from first column that counts; earlier ones are passed over.
 */
export function fitLikelihoods(
  parts: readonly SparseRows[],
  labels: readonly ArrayLike<number>[],
  classes: number,
  from: number,
): Likelihoods {
  const width = parts[0]!.columns - from;
  const ratios = new Float32Array(width * classes);
  const totals = new Float64Array(classes);
  for (const [p, rows] of parts.entries()) {
    for (let i = 0; i < rows.rows; i++) {
      const label = labels[p]![i]!;
      for (let m = rows.starts[i]!; m < rows.starts[i + 1]!; m++) {
        const column = rows.indices[m]! - from;
        if (column < 0) continue;
        ratios[column * classes + label]!++;
        totals[label]!++;
      }
    }
  }
  const all = totals.reduce((sum, total) => sum + total, 0);
  const prior = (PRIOR_SHARE * all) / classes;
  for (let j = 0; j < width; j++) {
    let count = 0;
    for (let k = 0; k < classes; k++) count += ratios[j * classes + k]!;
    const share = count / all;
    for (let k = 0; k < classes; k++) {
      const at = j * classes + k;
      ratios[at] = count === 0 ? 0 : Math.log((ratios[at]! + prior * share) / ((totals[k]! + prior) * share));
    }
  }
  return { classes, from, ratios };
}

/**
 * Log-likelihood of a row under each class less that under all together, divided by the root of how many columns it has: neighbouring
 * pieces tell the same, so that the plain sum would be far too sure of long messages.
 */
export function likelihoodsOf({ classes, from, ratios }: Likelihoods, row: SparseRow): Float64Array {
  const sums = new Float64Array(classes);
  let pieces = 0;
  for (const index of row.indices) {
    const start = (index - from) * classes;
    if (start < 0) continue;
    pieces++;
    for (let k = 0; k < classes; k++) sums[k]! += ratios[start + k]!;
  }
  const scale = 1 / Math.sqrt(Math.max(1, pieces));
  for (let k = 0; k < classes; k++) sums[k]! *= scale;
  return sums;
}
