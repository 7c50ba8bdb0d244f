/**
 * A logistic regression for several arms that share strength, a plain object of numbers that survives JSON to the last bit.
 * The log-odds of row `x` in arm `a` are `intercepts[a] + Σ (x[j] − means[j]) / scales[j] · coefficients[a · columns + j]`.
 */
export interface HierarchicalModel {
  readonly kind: "hierarchical-logistic";
  readonly version: 1;
  readonly arms: number;
  readonly columns: number;
  /** Log-odds of each arm for a row that has every column at its training mean. */
  readonly intercepts: readonly number[];
  /** arms × columns, row-major: common effect and the arm's own deviation together, per standard deviation of the column. */
  readonly coefficients: readonly number[];
  readonly means: readonly number[];
  readonly scales: readonly number[];
  readonly variances: HierarchicalVariances;
}

/**
 * Prior variances of the coefficients (all on the standardised scale). The deviation of arm `a` in column `j` has the
 * variance `arm[a] · column[j]`: one arm may vary more than another, one column matter more than another.
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
