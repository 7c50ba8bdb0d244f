import quantile from "@stdlib/stats-base-dists-normal-quantile";
import { requireFinite, requireLength, requireLevel } from "../errors/index.ts";
import type { LogisticModel } from "./logistic-model.ts";
import { sigmoid } from "./sigmoid.ts";

/** A predicted probability with the uncertainty of the model's coefficients (not of the outcome itself). */
export interface LogisticPrediction {
  readonly probability: number;
  /** Ends of the interval for the probability: the sigmoid of linear ∓ z·standardError. */
  readonly lower: number;
  readonly upper: number;
  /** Log-odds. */
  readonly linear: number;
  /** Standard error of the log-odds. */
  readonly standardError: number;
}

/**
 * What each column adds to the log-odds of this row, relative to a row at the training mean. The contributions and the intercept
 * sum to {@link linearLogistic}. Throws LearnError on a row of the wrong length or with a number that is not finite.
 */
export function contributions(model: LogisticModel, row: ArrayLike<number>): Float64Array {
  return standardisedRow(model, row).map((z, j) => z * model.coefficients[j]!);
}

/** Log-odds of a row of raw (not standardised) values. Throws as {@link contributions} does. */
export function linearLogistic(model: LogisticModel, row: ArrayLike<number>): number {
  return contributions(model, row).reduce((sum, each) => sum + each, model.intercept);
}

/** Probability of label 1 for a row of raw values. Throws as {@link contributions} does. */
export function predictLogistic(model: LogisticModel, row: ArrayLike<number>): number {
  return sigmoid(linearLogistic(model, row));
}

/**
 * Standard error of the log-odds of this row: √(zᵀ Σ z) with Σ the inverse penalised Hessian (Laplace approximation; MacKay 1992,
 * "The evidence framework applied to classification networks"). The more the penalty counts, the more the interval is that of a
 * Bayesian with a normal prior on the coefficients. Throws as {@link contributions} does.
 */
export function standardErrorLogistic(model: LogisticModel, row: ArrayLike<number>): number {
  const z = [1, ...standardisedRow(model, row)];
  let variance = 0;
  for (let i = 0; i < z.length; i++) {
    for (let j = 0; j < z.length; j++) variance += z[i]! * model.covariance[i * z.length + j]! * z[j]!;
  }
  return Math.sqrt(Math.max(0, variance));
}

/** Probability with its interval at the given level. Throws as {@link contributions} does, and on a level outside (0, 1). */
export function predictLogisticInterval(
  model: LogisticModel,
  row: ArrayLike<number>,
  level = 0.95,
): LogisticPrediction {
  requireLevel("level", level);
  const linear = linearLogistic(model, row);
  const standardError = standardErrorLogistic(model, row);
  const margin = quantile((1 + level) / 2, 0, 1) * standardError;
  return {
    probability: sigmoid(linear),
    lower: sigmoid(linear - margin),
    upper: sigmoid(linear + margin),
    linear,
    standardError,
  };
}

function standardisedRow(model: LogisticModel, row: ArrayLike<number>): Float64Array {
  requireLength("row", row, model.coefficients.length, "model.coefficients");
  requireFinite("row", row);
  const z = new Float64Array(row.length);
  for (let j = 0; j < row.length; j++) z[j] = (row[j]! - model.means[j]!) / model.scales[j]!;
  return z;
}
