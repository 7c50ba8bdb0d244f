import { LearnError, requireFinite, requireLength, requireWhole } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import { dualStep } from "./line-search.ts";
import type { SparseRow, SparseRows } from "./sparse-rows.ts";

/** Multinomial logistic regression on sparse rows. */
export interface Softmax {
  readonly classes: number;
  readonly columns: number;
  /** Class `k` of column `j` at `weights[j * classes + k]`; the constants follow the last column. */
  readonly weights: Float32Array;
}

/** A fit with what it took. */
export interface FittedSoftmax extends Softmax {
  /** Mean duality gap per row, as last seen at each row. */
  readonly gap: number;
  readonly passes: number;
}

/** How to fit. */
export interface SoftmaxOptions {
  /** Weight of a row's log loss against half the squared length of the weights (scikit-learn's C), above 0. */
  readonly cost: number;
  /** Mean duality gap per row that counts as converged; 0.002 if not given. */
  readonly tolerance?: number;
  /** 60 if not given. */
  readonly maximumPasses?: number;
}

/** Changes of a dual variable below this are not written to the weights. */
const NEGLIGIBLE = 1e-5;

/**
 * Fits by stochastic dual coordinate ascent over rows, with the step of each row searched exactly along the line to its current softmax
 * (Shalev-Shwartz, Zhang 2016, "Accelerated proximal stochastic dual coordinate ascent", option with line search; Collins et al.
 * 2008 for the log-linear dual). There is no learning rate, the gap to the optimum is known, and rows that are fitted already are
 * passed over three times of four. Order of visits from a fixed seed: the same input gives the same weights.
 *
 * @param labels one class a row, whole numbers from 0 to `classes − 1`.
 * @throws LearnError naming `x` (no rows, not finite), `labels`, `classes` or the option.
 */
export function fitSoftmax(
  x: SparseRows,
  labels: ArrayLike<number>,
  classes: number,
  options: SoftmaxOptions,
): FittedSoftmax {
  const { cost, tolerance = 0.002, maximumPasses = 60 } = options;
  requireArguments(x, labels, classes, { cost, tolerance, maximumPasses });
  const weights = new Float32Array((x.columns + 1) * classes);
  const q = new Float32Array(x.rows * classes);
  for (let i = 0; i < x.rows; i++) q[i * classes + labels[i]!] = 1;
  const scores = new Float64Array(classes);
  const chosen = new Int32Array(classes);
  const before = new Float64Array(classes);
  const change = new Float64Array(classes);
  const gaps = new Float64Array(x.rows).fill(Number.POSITIVE_INFINITY);
  const order = Array.from({ length: x.rows }, (_, i) => i);
  const random = seededRandom("order of visits");
  let gap = Number.POSITIVE_INFINITY;
  let whole = false;
  let passes = 0;
  while (passes < maximumPasses && !(whole && gap <= tolerance)) {
    // A row passed over shows the gap of its last visit: only a whole pass may say that all is done.
    whole = passes % 4 === 0 || gap <= tolerance;
    const least = whole ? 0 : 0.2 * gap;
    passes++;
    gap = 0;
    for (const i of random.shuffle(order)) {
      if (gaps[i]! >= least) {
        const squares = rowScores(weights, classes, x, i, scores);
        softmaxInPlace(scores);
        gaps[i] = visit(i, squares);
      }
      gap += gaps[i]! / x.rows;
    }
  }
  return { classes, columns: x.columns, weights, gap, passes };

  /** Moves row i's dual variables toward its softmax and the weights with them; returns the row's duality gap before. */
  function visit(i: number, squares: number): number {
    const own = labels[i]!;
    const base = i * classes;
    let rowGap = 0;
    let balance = 0;
    let slope = 0;
    let n = 0;
    for (let k = 0; k < classes; k++) {
      const dual = q[base + k]!;
      if (dual > 0) rowGap += dual * Math.log(dual / Math.max(scores[k]!, Number.MIN_VALUE));
      const step = scores[k]! - dual;
      if (k === own || Math.abs(step) < NEGLIGIBLE) continue;
      chosen[n] = k;
      before[n] = dual;
      change[n++] = step;
      balance -= step;
    }
    if (n === 0) return rowGap;
    chosen[n] = own;
    before[n] = q[base + own]!;
    change[n++] = balance;
    let squaredChange = 0;
    for (let l = 0; l < n; l++) {
      // Scores are probabilities by now: their logarithm differs from the linear score by a constant, and the changes sum to 0.
      slope += change[l]! * Math.log(Math.max(scores[chosen[l]!]!, Number.MIN_VALUE));
      squaredChange += change[l]! * change[l]!;
    }
    const curvature = cost * squares * squaredChange;
    const step = dualStep(before, change, n, slope, curvature, 1 / (1 + 0.3 * cost * squares));
    for (let l = 0; l < n; l++) {
      const at = base + chosen[l]!;
      q[at] = Math.max(0, before[l]! + step * change[l]!);
      change[l] = cost * (before[l]! - q[at]!);
    }
    for (let m = x.starts[i]!; m < x.starts[i + 1]!; m++) {
      const value = x.values[m]!;
      const column = x.indices[m]! * classes;
      for (let l = 0; l < n; l++) weights[column + chosen[l]!]! += value * change[l]!;
    }
    const constants = x.columns * classes;
    for (let l = 0; l < n; l++) weights[constants + chosen[l]!]! += change[l]!;
    return rowGap;
  }
}

/** Linear score of each class for a row (columns below those of the fit), not normalised: softmax turns them into probabilities. */
export function softmaxScores(model: Softmax, row: SparseRow): Float64Array {
  const scores = new Float64Array(model.classes);
  const x = { rows: 1, columns: model.columns, starts: Uint32Array.of(0, row.indices.length), ...row };
  rowScores(model.weights, model.classes, x, 0, scores);
  return scores;
}

/** Fills in the scores of row i and returns its squared length with the constant; four columns at a time, which is much faster. */
function rowScores(weights: Float32Array, classes: number, x: SparseRows, i: number, scores: Float64Array): number {
  const constants = x.columns * classes;
  for (let k = 0; k < classes; k++) scores[k] = weights[constants + k]!;
  const { indices, values } = x;
  const end = x.starts[i + 1]!;
  let squares = 1;
  let m = x.starts[i]!;
  for (; m + 3 < end; m += 4) {
    const a = values[m]!;
    const b = values[m + 1]!;
    const c = values[m + 2]!;
    const d = values[m + 3]!;
    const atA = indices[m]! * classes;
    const atB = indices[m + 1]! * classes;
    const atC = indices[m + 2]! * classes;
    const atD = indices[m + 3]! * classes;
    squares += a * a + b * b + c * c + d * d;
    for (let k = 0; k < classes; k++) {
      scores[k]! += a * weights[atA + k]! + b * weights[atB + k]! + c * weights[atC + k]! + d * weights[atD + k]!;
    }
  }
  for (; m < end; m++) {
    const a = values[m]!;
    const atA = indices[m]! * classes;
    squares += a * a;
    for (let k = 0; k < classes; k++) scores[k]! += a * weights[atA + k]!;
  }
  return squares;
}

/** Scores to probabilities; returns the logarithm of the sum of their exponentials. */
export function softmaxInPlace(scores: Float64Array): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) top = Math.max(top, score);
  let sum = 0;
  for (let k = 0; k < scores.length; k++) sum += scores[k] = Math.exp(scores[k]! - top);
  for (let k = 0; k < scores.length; k++) scores[k]! /= sum;
  return top + Math.log(sum);
}

function requireArguments(
  x: SparseRows,
  labels: ArrayLike<number>,
  classes: number,
  { cost, tolerance, maximumPasses }: Required<SoftmaxOptions>,
): void {
  requireWhole("classes", classes, 1);
  if (x.rows === 0) throw new LearnError("x", "has no rows; at least one is needed");
  requireFinite("x", x.values);
  requireLength("labels", labels, x.rows, "x");
  for (let i = 0; i < x.rows; i++) {
    const label = labels[i]!;
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
      throw new LearnError(
        "labels",
        `label ${i} is ${String(label)}; a whole number from 0 to ${classes - 1} is needed`,
      );
    }
  }
  if (!(cost > 0 && Number.isFinite(cost))) {
    throw new LearnError("options.cost", `is ${String(cost)}; a number above 0 is needed`);
  }
  if (!(tolerance > 0)) throw new LearnError("options.tolerance", `is ${String(tolerance)}; above 0 is needed`);
  requireWhole("options.maximumPasses", maximumPasses, 1);
}
