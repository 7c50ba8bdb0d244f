import type { RefundTiming } from "../../facts/return-requests/return-request.schema.ts";

/** What is known of somebody who would have their money before the goods come. Amounts are minor units of one currency. */
export interface RiskFacts {
  readonly orders: number;
  readonly tenureDays: number | undefined;
  /** Of an order, on average. */
  readonly meanBasket: bigint | undefined;
  /** What would be paid before the goods come. */
  readonly amount: bigint;
  /** Paid for goods of theirs that have not come yet. */
  readonly outstanding: bigint;
  /** How often goods did not come, and a person had to see to it. */
  readonly claims: number;
}

/** Each has its sentence for the shopper (`appeals.reason.…`). */
type RiskReason = "new-shopper" | "recent-account" | "unusual-amount" | "goods-owed" | "goods-never-came";

export interface AdvanceRisk {
  /** 0 is none. */
  readonly score: number;
  /** What made it up, the heaviest first. */
  readonly reasons: readonly { readonly reason: RiskReason; readonly points: number }[];
}

/** From here on money waits for the goods. */
const mostScore = 50;

/**
 * How likely it is that goods never come once their money is back, as points that anybody can add up. Nothing of who a person is counts, and nothing of
 * how much they return: only what was bought, and what of it is owed. Pure.
 */
export function advanceRisk(known: RiskFacts): AdvanceRisk {
  const { orders, tenureDays, meanBasket, amount, outstanding, claims } = known;
  const points: readonly (readonly [RiskReason, number])[] = [
    ["goods-never-came", Math.min(claims, 2) * 50],
    ["goods-owed", outstanding > 0n ? 30 : 0],
    ["new-shopper", orders < 2 ? 30 : 0],
    ["recent-account", tenureDays !== undefined && tenureDays < 30 ? 15 : 0],
    ["unusual-amount", meanBasket !== undefined && meanBasket > 0n && amount > 3n * meanBasket ? 25 : 0],
  ];
  const reasons = points
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => ({ reason, points: count }))
    .toSorted((a, b) => b.points - a.points);
  return { score: reasons.reduce((sum, each) => sum + each.points, 0), reasons };
}

/**
 * When money is sent under a risk. It decides the timing beyond the law and nothing else: who withdraws has it at the latest with proof that the
 * goods are on their way (Directive 2011/83/EU, Article 13 (3)), and what was granted later anyway stays as it is. Pure.
 * @param byLaw any of the goods goes back as the law lets it
 */
export function timingUnderRisk(granted: RefundTiming, { score }: AdvanceRisk, byLaw: boolean): RefundTiming {
  if (score < mostScore || (granted !== "instant" && granted !== "first-scan")) return granted;
  return byLaw ? "first-scan" : "received";
}
