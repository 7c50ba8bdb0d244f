import type { ArmEffectsVariances } from "./arm-effects-model.ts";

/** A belief about a number: normal with this mean and standard deviation. */
export interface Belief {
  readonly mean: number;
  readonly sd: number;
}

/**
 * The one vector in which everything is learned: the base's shift and slope and what each column adds to the base (`width` numbers), then
 * for each action but the first its effect and what each column adds to that.
 */
export interface Parameters {
  readonly size: number;
  /** 2 + columns: coefficients of one action as it is used. */
  readonly width: number;
  readonly arms: number;
}

export function parametersOf(columns: number, arms: number): Parameters {
  const width = 2 + columns;
  return { size: width + (arms - 1) * (1 + columns), width, arms };
}

/** Where the own part of an action but the first begins: its effect, followed by one entry for each column. */
export function startOf({ width }: Parameters, arm: number): number {
  return width + (arm - 1) * (width - 1);
}

/** The places in the vector whose sum is coefficient `k` of an action. The base's slope is no action's own. */
export function placesOf(parameters: Parameters, arm: number, k: number): readonly number[] {
  if (arm === 0 || k === 1) return [k];
  return [k, startOf(parameters, arm) + (k === 0 ? 0 : k - 1)];
}

/** How far the base may be shifted and stretched: it was learned elsewhere and is trusted, but not blindly. */
const BASE = { shift: 1, slope: 0.25 };

/** A normal prior with independent entries. */
export interface Prior {
  readonly mean: Float64Array;
  readonly precision: Float64Array;
}

/** Mean and precision of every entry before any row is seen. */
export function priorOf(parameters: Parameters, effects: readonly Belief[], variances: ArmEffectsVariances): Prior {
  const { size, width, arms } = parameters;
  const mean = new Float64Array(size);
  const precision = new Float64Array(size);
  mean[1] = 1;
  precision[0] = 1 / BASE.shift ** 2;
  precision[1] = 1 / BASE.slope ** 2;
  precision.fill(1 / variances.base, 2, width);
  for (let arm = 1; arm < arms; arm++) {
    const start = startOf(parameters, arm);
    mean[start] = effects[arm]!.mean;
    precision[start] = 1 / effects[arm]!.sd ** 2;
    for (const [k, column] of variances.column.entries()) {
      precision[start + 1 + k] = 1 / (variances.arm[arm - 1]! * column);
    }
  }
  return { mean, precision };
}

/** The coefficients of each action as they are used. */
export function coefficientsOf(parameters: Parameters, point: Float64Array): Float64Array[] {
  return Array.from({ length: parameters.arms }, (_, arm) =>
    Float64Array.from({ length: parameters.width }, (_, k) =>
      placesOf(parameters, arm, k).reduce((sum, at) => sum + point[at]!, 0),
    ),
  );
}

/** The vector whose {@link coefficientsOf} these are. */
export function pointOf(parameters: Parameters, coefficients: readonly (readonly number[])[]): Float64Array {
  const point = new Float64Array(parameters.size);
  point.set(coefficients[0]!);
  for (let arm = 1; arm < parameters.arms; arm++) {
    for (let k = 0; k < parameters.width; k++) {
      const own = placesOf(parameters, arm, k)[1];
      if (own !== undefined) point[own] = coefficients[arm]![k]! - coefficients[0]![k]!;
    }
  }
  return point;
}

/** The covariance of an action's coefficients less the first one's, out of that of the whole vector: its own part's. */
export function effectCovarianceOf(parameters: Parameters, whole: Float64Array, arm: number): number[] {
  const { size, width } = parameters;
  const own = (k: number) => startOf(parameters, arm) + (k === 0 ? 0 : k - 1);
  return Array.from({ length: width * width }, (_, at) => {
    const [j, k] = [Math.floor(at / width), at % width];
    return j === 1 || k === 1 ? 0 : whole[own(j) * size + own(k)]!;
  });
}
