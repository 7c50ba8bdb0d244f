import { type ActionCost, type GoalWeights, goalOf, type PointsWorth } from "../programs/index.ts";

/** What a shopper's outcome is counted by. */
export interface Stakes {
  /** What is expected to be bought when the outcome comes, before any discount, minor units. */
  readonly basket: number;
  /** Share of revenue that is margin, 0..1. */
  readonly marginRate: number;
  /** Share of that margin that is bought in the visit in which it is decided, 0..1; counts where that is in a store. */
  readonly sameVisitShare: number;
  readonly weights: GoalWeights;
  readonly points?: PointsWorth;
}

/**
 * What the outcome is worth when it comes, in minor units of margin: the basket's margin after the discount, and what the goal adds for
 * revenue, for what is bought at once, for the visit and for points. The discount is also paid to those who would have bought anyway: that
 * is why it stands here, beside the whole chance, and not beside what the action adds to it.
 */
export function worthOfOutcome(
  { basket, marginRate, sameVisitShare, weights, points }: Stakes,
  cost: ActionCost,
): number {
  const revenue = Math.max(0, basket * (1 - cost.discountRate) - cost.onOutcome);
  const margin = basket * (marginRate - cost.discountRate) - cost.onOutcome;
  return goalOf({ margin, revenue, sameVisit: sameVisitShare * margin, visits: 1 }, weights, points);
}

/** What the action is expected to cost, minor units: what is given where the outcome comes, and what is paid at once. */
export function expectedCost(basket: number, cost: ActionCost, chance: number): number {
  return chance * (basket * cost.discountRate + cost.onOutcome) + cost.atOnce;
}
