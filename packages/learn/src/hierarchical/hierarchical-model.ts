/**
 * A logistic regression for several arms that share strength, a plain object of numbers that survives JSON to the last bit.
 * Columns here are those of the rows and their steps: `x[j]`, then for each of `thresholds[j]` whether `x[j]` lies above it. The log-odds
 * in arm `a` are `intercepts[a] + Σ (column[k] − means[k]) / scales[k] · coefficients[a · means.length + k]`.
 */
export interface HierarchicalModel {
  readonly kind: "hierarchical-logistic";
  readonly version: 1;
  readonly arms: number;
  /** Columns of the rows it was fitted on. */
  readonly columns: number;
  readonly thresholds: readonly (readonly number[])[];
  /** Log-odds of each arm for a row that has every column at its training mean. */
  readonly intercepts: readonly number[];
  /** arms × columns with steps, row-major: common effect and the arm's own deviation together, per standard deviation. */
  readonly coefficients: readonly number[];
  readonly means: readonly number[];
  readonly scales: readonly number[];
  readonly variances: HierarchicalVariances;
}

/**
 * Prior variances of the coefficients (all on the standardised scale). The deviation of arm `a` in column `k` has the
 * variance `arm[a] · column[k]`: one arm may vary more than another, one column matter more than another.
 */
export interface HierarchicalVariances {
  /** Of the effect that a column has in every arm alike. */
  readonly common: number;
  /** Of the arms' intercepts about their common one. */
  readonly intercept: number;
  readonly arm: readonly number[];
  /** Relative to 1 on average. */
  readonly column: readonly number[];
}
