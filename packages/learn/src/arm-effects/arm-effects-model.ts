/**
 * Log-odds of an outcome under each of several actions, with their uncertainty: a plain object of numbers that survives JSON to the last
 * bit. For a row with base log-odds `b` and columns `x`, let u = [1, b, (x − means) / scales]; under action `a` the log-odds are
 * Normal with mean u · coefficients[a] and variance uᵀ covariances[a] u.
 */
export interface ArmEffectsModel {
  readonly kind: "arm-effects";
  readonly version: 1;
  readonly columns: number;
  readonly means: readonly number[];
  readonly scales: readonly number[];
  /** For each action, the first being the reference: 2 + columns numbers. */
  readonly coefficients: readonly (readonly number[])[];
  /** For each action the posterior covariance of its coefficients, (2 + columns)², row-major. */
  readonly covariances: readonly (readonly number[])[];
  /** For each action the same of its coefficients less the reference's: how sure its effect is. */
  readonly effectCovariances: readonly (readonly number[])[];
  /** The prior standard deviations that the evidence chose. */
  readonly spreads: ArmEffectsSpreads;
  /** Rows learned from under each action. */
  readonly rows: readonly number[];
}

/** Prior standard deviations per standard deviation of a column. */
export interface ArmEffectsSpreads {
  /** Of what a column adds to the base. */
  readonly base: number;
  /** Of what it adds to the effect of every action alike. */
  readonly common: number;
  /** Of what it adds to the effect of one action beside that. */
  readonly own: number;
}
