import type { ActionCost } from "../programs/index.ts";
import type { Case } from "./case.ts";
import type { Estimate } from "./predict.ts";

/**
 * What an action is expected to be worth, minor units of margin: chance × what the outcome brings, less what is paid at once. The
 * outcome brings the basket's margin after the discount, and what the goal adds for revenue, for the visit and for points. The
 * discount is weighed with the whole chance and not with what the action adds to it, because it is also paid to those who
 * would have bought anyway. The interval is that of the chance; basket and margin are taken as stated.
 */
export function worthOf({ basket, weights, points }: Case, cost: ActionCost, chance: Estimate): Estimate {
  const revenue = Math.max(0, basket.amount * (1 - cost.discountRate) - cost.onOutcome);
  const margin = basket.amount * (basket.marginRate - cost.discountRate) - cost.onOutcome;
  const earned = revenue * (points?.perMinorUnit ?? 0);
  const perChance = weights.margin * margin + weights.revenue * revenue + weights.visits + weights.points * earned;
  const [low, high] = perChance < 0 ? [chance.high, chance.low] : [chance.low, chance.high];
  const at = (p: number) => p * perChance - weights.margin * cost.atOnce;
  return { value: at(chance.value), low: at(low), high: at(high) };
}

/** What the action is expected to cost, minor units: what is given where the outcome comes, and what is paid at once. */
export function expectedCost({ basket }: Case, cost: ActionCost, chance: Estimate): number {
  return chance.value * (basket.amount * cost.discountRate + cost.onOutcome) + cost.atOnce;
}
