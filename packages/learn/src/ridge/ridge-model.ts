/** A fitted ridge regression, a plain object of numbers that JSON keeps to the last bit. */
export interface RidgeModel {
  readonly kind: "ridge";
  readonly version: 1;
  /** Strength of the penalty it was fitted with. */
  readonly l2: number;
  /** Prediction for a row that has every column at its training mean: the weighted mean of the outcome. */
  readonly intercept: number;
  /** Change per standard deviation, one for each column; exactly 0 for a column that was constant in training. */
  readonly coefficients: readonly number[];
  /** Weighted mean of each column in training. */
  readonly means: readonly number[];
  /** Weighted (population) standard deviation of each column in training; 1 where the column was constant. */
  readonly scales: readonly number[];
  readonly training: RidgeTraining;
}

/** What the fit saw and how close it came. */
export interface RidgeTraining {
  /** Rows with a weight above zero. */
  readonly rows: number;
  /** Sum of the weights. */
  readonly weight: number;
  /** Trace of the matrix that turns outcomes into fitted values, the intercept's 1 included. */
  readonly degreesOfFreedom: number;
  /** Weighted sum of squared residuals. */
  readonly residualSquares: number;
}
