import type { ActionCost } from "../programs/index.ts";

/** What a decision is judged by. Sums are minor units; spend is what the incentive took off and what reaching the shopper cost. */
export const measures = ["margin", "revenue", "visits", "spend"] as const;
export type Measure = (typeof measures)[number];
export type ByMeasure<Value> = Readonly<Record<Measure, Value>>;

/** One value for each measure. */
export function byMeasure<Value>(make: (measure: Measure) => Value): ByMeasure<Value> {
  return { margin: make("margin"), revenue: make("revenue"), visits: make("visits"), spend: make("spend") };
}

/**
 * What one action is expected to come to.
 * @param chance of the outcome under the action
 * @param basket what is bought then before any discount, minor units
 * @param cost of the action, by how often it is really used
 */
export function expectedOf(chance: number, basket: number, marginRate: number, cost: ActionCost): ByMeasure<number> {
  const given = basket * cost.discountRate + cost.onOutcome;
  return {
    margin: chance * (basket * marginRate - given) - cost.atOnce,
    revenue: chance * Math.max(0, basket - given),
    visits: chance,
    spend: chance * given + cost.atOnce,
  };
}
