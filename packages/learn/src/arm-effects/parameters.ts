import type { ArmEffectsSpreads } from "./arm-effects-model.ts";

/** A belief about a number: normal with this mean and standard deviation. */
export interface Belief {
  readonly mean: number;
  readonly sd: number;
}

/**
 * The one vector in which everything is learned: the base's shift and slope, what each column adds to the base, what it adds to every
 * effect alike, and for each action but the first its effect and what each column adds to that alone.
 */
export interface Parameters {
  readonly size: number;
  /** 2 + columns: coefficients of one action as it is used. */
  readonly width: number;
  readonly arms: number;
  /** For each action and each of its `width` coefficients the places in the vector whose sum it is. */
  readonly places: readonly (readonly (readonly number[])[])[];
}

export function parametersOf(columns: number, arms: number): Parameters {
  const width = 2 + columns;
  const common = width;
  const own = (arm: number) => width + columns + (arm - 1) * (1 + columns);
  const places = Array.from({ length: arms }, (_, arm) =>
    Array.from({ length: width }, (_, k) => {
      if (arm === 0 || k === 1) return [k];
      if (k === 0) return [0, own(arm)];
      return [k, common + k - 2, own(arm) + k - 1];
    }),
  );
  return { size: own(arms), width, arms, places };
}

/** How far the base may be shifted and stretched: it was learned elsewhere and is trusted, but not blindly. */
const BASE = { shift: 1, slope: 0.25 };

/** Mean and precision of every entry before any row is seen. */
export function priorOf(
  { size, width, arms }: Parameters,
  effects: readonly Belief[],
  spreads: ArmEffectsSpreads,
): { readonly mean: Float64Array; readonly precision: Float64Array } {
  const columns = width - 2;
  const mean = new Float64Array(size);
  const precision = new Float64Array(size);
  mean[1] = 1;
  precision[0] = 1 / BASE.shift ** 2;
  precision[1] = 1 / BASE.slope ** 2;
  precision.fill(1 / spreads.base ** 2, 2, width);
  precision.fill(1 / spreads.common ** 2, width, width + columns);
  for (let arm = 1; arm < arms; arm++) {
    const start = width + columns + (arm - 1) * (1 + columns);
    mean[start] = effects[arm]!.mean;
    precision[start] = 1 / effects[arm]!.sd ** 2;
    precision.fill(1 / spreads.own ** 2, start + 1, start + 1 + columns);
  }
  return { mean, precision };
}

/** The coefficients of each action as they are used. */
export function coefficientsOf({ places }: Parameters, point: Float64Array): Float64Array[] {
  return places.map((ofArm) => Float64Array.from(ofArm, (summed) => summed.reduce((sum, at) => sum + point[at]!, 0)));
}

/** The covariance of one action's coefficients, or of its difference from `less`, out of that of the whole vector. */
export function covarianceOf(
  { places, size, width }: Parameters,
  whole: Float64Array,
  arm: number,
  less?: number,
): number[] {
  const weights = places[arm]!.map((summed, k) => {
    const signs = new Map<number, number>();
    for (const at of summed) signs.set(at, (signs.get(at) ?? 0) + 1);
    if (less !== undefined) for (const at of places[less]![k]!) signs.set(at, (signs.get(at) ?? 0) - 1);
    return [...signs].filter(([, sign]) => sign !== 0);
  });
  const covariance = new Array<number>(width * width).fill(0);
  for (let j = 0; j < width; j++) {
    for (let k = 0; k < width; k++) {
      let sum = 0;
      for (const [r, first] of weights[j]!)
        for (const [c, second] of weights[k]!) sum += first * second * whole[r * size + c]!;
      covariance[j * width + k] = sum;
    }
  }
  return covariance;
}
