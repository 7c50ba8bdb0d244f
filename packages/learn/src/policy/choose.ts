import { LearnError, requireFinite, requireSome } from "../errors/index.ts";

/**
 * The action that a uniform number picks: the first whose cumulative propensity exceeds `u`. An action of propensity 0 is never
 * picked. The caller brings `u` (from a seeded generator or a hash), so the choice can be repeated and audited.
 *
 * @param propensities not negative, summing to 1 within 1e-9. @param u from 0 (included) to 1 (excluded).
 * @throws LearnError naming `propensities` or `u`.
 */
export function choose(propensities: ArrayLike<number>, u: number): number {
  requireSome("propensities", propensities);
  requireFinite("propensities", propensities);
  if (!(u >= 0 && u < 1)) throw new LearnError("u", `is ${String(u)}; 0 (included) to 1 (excluded) is needed`);
  let total = 0;
  let possible = 0;
  let chosen: number | undefined;
  for (let action = 0; action < propensities.length; action++) {
    const propensity = propensities[action]!;
    if (propensity < 0) throw new LearnError("propensities", `value ${action} is ${propensity}; 0 or more is needed`);
    if (propensity === 0) continue;
    total += propensity;
    possible = action;
    if (chosen === undefined && u < total) chosen = action;
  }
  if (Math.abs(total - 1) > 1e-9) throw new LearnError("propensities", `sum to ${total}; a sum of 1 is needed`);
  // Where rounding leaves the sum a hair below 1, a `u` beyond it belongs to the last action that can happen at all.
  return chosen ?? possible;
}
