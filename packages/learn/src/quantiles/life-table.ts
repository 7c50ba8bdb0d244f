import { requireLevel } from "../errors/index.ts";

/** Survival by age, a step function; a plain object that survives JSON. */
export interface LifeTable {
  readonly kind: "life-table";
  readonly version: 1;
  /** Ages at which something happened, strictly increasing. */
  readonly ages: readonly number[];
  /** Weight that was still waiting just before each age. */
  readonly atRisk: readonly number[];
  /** Weight that ended at each age. */
  readonly events: readonly number[];
  /** Share still waiting just after each age. */
  readonly survival: readonly number[];
}

/** Share still waiting after this age (1 before the first event). */
export function survivalAt(table: LifeTable, age: number): number {
  const passed = countAtMost(table.ages, age);
  return passed === 0 ? 1 : table.survival[passed - 1]!;
}

/**
 * Age by which the share `level` has ended, among those that end by `horizon` (the last age of the table if not given): what never
 * ends, such as a lost parcel, does not stretch the quantile. `Infinity` where nothing ends by the horizon.
 * Throws LearnError naming `level`.
 */
export function lifeTableQuantile(table: LifeTable, level: number, horizon = Number.POSITIVE_INFINITY): number {
  requireLevel("level", level);
  const ending = 1 - survivalAt(table, horizon);
  const needed = level * ending * (1 - 1e-12);
  const k = table.survival.findIndex((still) => 1 - still >= needed);
  return ending > 0 && k >= 0 ? table.ages[k]! : Number.POSITIVE_INFINITY;
}

/** How many of the increasing ages are at most this one. */
export function countAtMost(ages: readonly number[], age: number): number {
  let low = 0;
  let high = ages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ages[middle]! <= age) low = middle + 1;
    else high = middle;
  }
  return low;
}
