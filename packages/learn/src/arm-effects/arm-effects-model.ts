/**
 * Log-odds of an outcome under each of several actions, and how sure their differences are: a plain object of numbers that survives
 * JSON to the last bit. The columns here are those of the rows and their steps: `x[j]`, then for each of `thresholds[j]` whether `x[j]`
 * lies above it. For a row with base log-odds `b` let u = [1, b, (column − means) / scales]; under action `a` the log-odds are
 * u · coefficients[a], and its effect less the first action's has the variance uᵀ effectCovariances[a] u.
 */
export interface ArmEffectsModel {
  readonly kind: "arm-effects";
  readonly version: 1;
  /** Columns of the rows it was fitted on. */
  readonly columns: number;
  readonly thresholds: readonly (readonly number[])[];
  readonly means: readonly number[];
  readonly scales: readonly number[];
  /** For each action, the first being the reference: 2 + columns with steps. */
  readonly coefficients: readonly (readonly number[])[];
  /** For each action but the first, (2 + columns with steps)², row-major. */
  readonly effectCovariances: readonly (readonly number[])[];
  readonly variances: ArmEffectsVariances;
  /** Rows learned from under each action. */
  readonly rows: readonly number[];
}

/**
 * Prior variances per standard deviation of a column, learned from the data. What column `k` adds to the effect of action `a` has
 * the variance `arm[a − 1] · column[k]`: one action may differ more between people than another, one column matter more than another.
 */
export interface ArmEffectsVariances {
  /** Of what a column adds to the base. */
  readonly base: number;
  readonly arm: readonly number[];
  /** Relative to 1 on average. */
  readonly column: readonly number[];
}
