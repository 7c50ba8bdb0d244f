import {
  LearnError,
  requireBinary,
  requireFinite,
  requireLength,
  requireWeights,
  requireWhole,
} from "../errors/index.ts";
import { type Matrix, standardise } from "../matrix/index.ts";
import type { LogisticModel } from "./logistic-model.ts";
import { newton } from "./newton.ts";

/** How to fit a logistic regression. */
export interface LogisticOptions {
  /** Penalty per squared coefficient on the standardised scale, 0 or more: 1 / C in scikit-learn's terms. */
  readonly l2: number;
  /** How often each row counts; 1 each if not given. A weight of 2 is the same as the row given twice. */
  readonly weights?: ArrayLike<number>;
  /** Newton steps allowed; 100 if not given (5 to 10 are usual). */
  readonly maxIterations?: number;
  /** Largest gradient entry per unit of weight that counts as converged; 1e-10 if not given. */
  readonly tolerance?: number;
}

/**
 * Logistic regression with an unpenalised intercept and an L2 penalty on the standardised coefficients:
 * minimises Σ wᵢ·logloss(yᵢ, sigmoid(b + zᵢ·β)) + l2/2·‖β‖², where zᵢ is row i by this training set's own weighted means and
 * standard deviations. Solved by Newton's method to the stated tolerance, so that the order of rows does not matter
 * (Hastie, Tibshirani, Friedman 2009, "The Elements of Statistical Learning", 4.4; McCullagh, Nelder 1989).
 *
 * @param x rows × columns, finite.
 * @param y one label for each row, 0 or 1; both must occur among the rows that have weight.
 * @throws LearnError naming `x`, `y` or the option: empty, not finite, wrong length, one class only, no unique optimum, no
 *   convergence.
 */
export function fitLogistic(x: Matrix, y: ArrayLike<number>, options: LogisticOptions): LogisticModel {
  const { l2, maxIterations = 100, tolerance = 1e-10 } = options;
  if (x.rows === 0) throw new LearnError("x", "has no rows; at least one row of each class is needed");
  requireLength("x.values", x.values, x.rows * x.columns, "x.rows × x.columns");
  requireFinite("x", x.values);
  requireLength("y", y, x.rows, "x");
  requireBinary("y", y);
  if (!(l2 >= 0 && Number.isFinite(l2))) throw new LearnError("options.l2", `is ${String(l2)}; 0 or more is needed`);
  requireWhole("options.maxIterations", maxIterations, 1);
  if (!(tolerance > 0)) throw new LearnError("options.tolerance", `is ${String(tolerance)}; above 0 is needed`);
  if (options.weights) requireWeights("options.weights", options.weights, x.rows, "x");
  const weights = options.weights ? Float64Array.from(options.weights) : new Float64Array(x.rows).fill(1);

  const { rows, weight, positive } = totals(y, weights);
  if (positive === 0 || positive === weight) {
    throw new LearnError("y", `every label is ${positive === 0 ? 0 : 1}; rows of both classes are needed`);
  }
  const { means, scales, active, design } = standardise(x, weights);
  const start = Math.log(positive / (weight - positive));
  const width = active.length + 1;
  const found = newton({ design, width, labels: y, weights, weight, l2 }, start, maxIterations, tolerance);
  const { iterations, gradient } = found;
  return {
    kind: "logistic",
    version: 1,
    l2,
    intercept: found.coefficients[0]!,
    coefficients: spreadVector(found.coefficients, active, x.columns),
    means,
    scales,
    covariance: spreadCovariance(found.covariance, active, x.columns),
    training: { rows, weight, baseRate: positive / weight, iterations, gradient },
  };
}

function totals(y: ArrayLike<number>, weights: Float64Array): { rows: number; weight: number; positive: number } {
  let rows = 0;
  let weight = 0;
  let positive = 0;
  for (const [i, each] of weights.entries()) {
    if (each > 0) rows++;
    weight += each;
    if (y[i] === 1) positive += each;
  }
  return { rows, weight, positive };
}

function spreadVector(solved: Float64Array, active: readonly number[], columns: number): number[] {
  const coefficients = new Array<number>(columns).fill(0);
  for (const [k, j] of active.entries()) coefficients[j] = solved[k + 1]!;
  return coefficients;
}

function spreadCovariance(solved: Float64Array, active: readonly number[], columns: number): number[] {
  const places = [0, ...active.map((j) => j + 1)];
  const covariance = new Array<number>((columns + 1) ** 2).fill(0);
  for (const [k, row] of places.entries()) {
    for (const [m, column] of places.entries()) {
      covariance[row * (columns + 1) + column] = solved[k * places.length + m]!;
    }
  }
  return covariance;
}
