import type { Case, Cost } from "./case.ts";
import type { Estimate } from "./predict.ts";

/**
 * Expected margin of the outcome after the action's cost, minor units:
 * chance × basket × (margin rate − discount rate) − contact. The discount is weighed with the whole chance and not with
 * what the action adds to it, because it is also paid to those who would have bought anyway. The interval is that of the
 * chance; basket and margin are taken as stated.
 */
export function marginOf({ basket, marginRate }: Case, cost: Cost, chance: Estimate): Estimate {
  const perChance = basket * (marginRate - cost.discountRate);
  const [low, high] = perChance < 0 ? [chance.high, chance.low] : [chance.low, chance.high];
  const at = (p: number) => p * perChance - cost.contact;
  return { value: at(chance.value), low: at(low), high: at(high) };
}

/** What the action is expected to cost, minor units: the discount where the outcome comes, and the contact. */
export function expectedCost({ basket }: Case, cost: Cost, chance: Estimate): number {
  return chance.value * basket * cost.discountRate + cost.contact;
}
