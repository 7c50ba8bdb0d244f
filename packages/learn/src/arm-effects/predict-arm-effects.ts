import { LearnError } from "../errors/index.ts";
import type { ArmEffectsModel } from "./arm-effects-model.ts";

/** Log-odds under one action, each with its standard deviation. */
export interface ArmLogOdds {
  readonly mean: number;
  readonly sd: number;
  /** Less those under the first action. */
  readonly effect: number;
  readonly effectSd: number;
}

/**
 * What a model says of one row, action by action.
 * @param base log-odds under the first action by the model that the effects were learned beside
 * @throws LearnError naming `x` on another number of columns
 */
export function predictArmEffects(model: ArmEffectsModel, x: ArrayLike<number>, base: number): ArmLogOdds[] {
  const { columns, means, scales, coefficients, covariances, effectCovariances } = model;
  if (x.length !== columns) throw new LearnError("x", `has ${x.length} columns; the model was fitted on ${columns}`);
  const u = Float64Array.from({ length: 2 + columns }, (_, k) =>
    k === 0 ? 1 : k === 1 ? base : (x[k - 2]! - means[k - 2]!) / scales[k - 2]!,
  );
  const logOdds = coefficients.map((ofArm) => product(ofArm, u));
  return logOdds.map((mean, a) => ({
    mean,
    sd: Math.sqrt(Math.max(0, form(covariances[a]!, u))),
    effect: mean - logOdds[0]!,
    effectSd: a === 0 ? 0 : Math.sqrt(Math.max(0, form(effectCovariances[a]!, u))),
  }));
}

function product(weights: readonly number[], u: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < u.length; k++) sum += weights[k]! * u[k]!;
  return sum;
}

/** uᵀ C u for a symmetric C. */
function form(covariance: readonly number[], u: Float64Array): number {
  const width = u.length;
  let sum = 0;
  for (let j = 0; j < width; j++) {
    let row = covariance[j * width + j]! * u[j]!;
    for (let k = 0; k < j; k++) row += 2 * covariance[j * width + k]! * u[k]!;
    sum += row * u[j]!;
  }
  return sum;
}
