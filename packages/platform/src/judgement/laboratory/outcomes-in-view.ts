import type { ActionCost } from "../programs/index.ts";

/**
 * What a decision is judged by. Sums are minor units; `sameVisit` is the margin of what is bought in the visit in which it is decided, of which
 * only the goal is made; spend is what the incentive took off and what reaching the shopper cost.
 */
export const measures = ["margin", "revenue", "sameVisit", "visits", "spend"] as const;
export type Measure = (typeof measures)[number];
export type ByMeasure<Value> = Readonly<Record<Measure, Value>>;

/** One value for each measure. */
export function byMeasure<Value>(make: (measure: Measure) => Value): ByMeasure<Value> {
  return {
    margin: make("margin"),
    revenue: make("revenue"),
    sameVisit: make("sameVisit"),
    visits: make("visits"),
    spend: make("spend"),
  };
}

/** What is bought when the outcome comes. */
interface Purchase {
  /** Before any discount, minor units. */
  readonly basket: number;
  readonly marginRate: number;
  /** Share of the margin that is bought in the visit in which it is decided; 0 where that is in no store. */
  readonly sameVisitShare: number;
}

/**
 * What one action is expected to come to.
 * @param chance of the outcome under the action
 * @param cost of the action, by how often it is really used
 */
export function expectedOf(
  chance: number,
  { basket, marginRate, sameVisitShare }: Purchase,
  cost: ActionCost,
): ByMeasure<number> {
  const given = basket * cost.discountRate + cost.onOutcome;
  const margin = basket * marginRate - given;
  return {
    margin: chance * margin - cost.atOnce,
    revenue: chance * Math.max(0, basket - given),
    sameVisit: chance * sameVisitShare * margin,
    visits: chance,
    spend: chance * given + cost.atOnce,
  };
}
