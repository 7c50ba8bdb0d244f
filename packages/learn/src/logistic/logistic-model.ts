/**
 * A fitted logistic regression, a plain object of numbers: `JSON.stringify` and `JSON.parse` give back a model that predicts to
 * the last bit the same. Coefficients are per standard deviation of their column, as seen in training.
 */
export interface LogisticModel {
  readonly kind: "logistic";
  readonly version: 1;
  /** Strength of the penalty the model was fitted with. */
  readonly l2: number;
  /** Log-odds of a row that has every column at its training mean. */
  readonly intercept: number;
  /** Log-odds per standard deviation, one for each column; exactly 0 for a column that was constant in training. */
  readonly coefficients: readonly number[];
  /** Weighted mean of each column in training. */
  readonly means: readonly number[];
  /** Weighted (population) standard deviation of each column in training; 1 where the column was constant. */
  readonly scales: readonly number[];
  /**
   * Covariance of (intercept, coefficients): the inverse of the penalised Hessian at the optimum, the Laplace approximation.
   * Row-major and square, of order columns + 1; zero in the rows of constant columns.
   */
  readonly covariance: readonly number[];
  readonly training: LogisticTraining;
}

/** What the fit saw and how it ended. */
export interface LogisticTraining {
  /** Rows with a weight above zero. */
  readonly rows: number;
  /** Sum of the weights. */
  readonly weight: number;
  /** Weighted share of ones. */
  readonly baseRate: number;
  readonly iterations: number;
  /** Largest absolute entry of the gradient per unit of weight, at the end. */
  readonly gradient: number;
}
