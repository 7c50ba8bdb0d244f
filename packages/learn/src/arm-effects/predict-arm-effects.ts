import { LearnError } from "../errors/index.ts";
import type { ArmEffectsModel } from "./arm-effects-model.ts";

/** What is expected under one action. */
export interface ArmLogOdds {
  readonly logOdds: number;
  /** Less those under the first action, with its standard deviation. */
  readonly effect: number;
  readonly effectSd: number;
}

/**
 * What a model says of one row, action by action.
 * @param base log-odds under the first action by the model that the effects were learned beside
 * @throws LearnError naming `x` on another number of columns
 */
export function predictArmEffects(model: ArmEffectsModel, x: ArrayLike<number>, base: number): ArmLogOdds[] {
  const u = enter(model, x, base);
  const logOdds = model.coefficients.map((ofArm) => product(ofArm, u));
  return logOdds.map((each, arm) => ({
    logOdds: each,
    effect: each - logOdds[0]!,
    effectSd: arm === 0 ? 0 : Math.sqrt(Math.max(0, form(model.effectCovariances[arm - 1]!, u))),
  }));
}

/** The log-odds alone, which is quick. Throws as {@link predictArmEffects} does. */
export function armLogOdds(model: ArmEffectsModel, x: ArrayLike<number>, base: number): number[] {
  const u = enter(model, x, base);
  return model.coefficients.map((ofArm) => product(ofArm, u));
}

function enter({ columns, thresholds, means, scales }: ArmEffectsModel, x: ArrayLike<number>, base: number) {
  if (x.length !== columns) throw new LearnError("x", `has ${x.length} columns; the model was fitted on ${columns}`);
  const u = new Float64Array(2 + means.length);
  u[0] = 1;
  u[1] = base;
  let k = 0;
  const put = (value: number) => {
    u[2 + k] = (value - means[k]!) / scales[k]!;
    k++;
  };
  for (const [j, cuts] of thresholds.entries()) {
    put(x[j]!);
    for (const cut of cuts) put(x[j]! > cut ? 1 : 0);
  }
  return u;
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
    if (u[j] === 0) continue;
    let row = covariance[j * width + j]! * u[j]!;
    for (let k = 0; k < j; k++) row += 2 * covariance[j * width + k]! * u[k]!;
    sum += row * u[j]!;
  }
  return sum;
}
