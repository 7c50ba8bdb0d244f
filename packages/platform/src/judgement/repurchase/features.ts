import { minorDigits } from "../../foundation/money/index.ts";
import type { Feature } from "../learning/index.ts";
import type { SeenReturn } from "./seen-return.ts";

/** Half a year: how long ago a return was says nothing more after that. */
const longestSinceReturn = 180;
/** A return worth more than three usual baskets is as unusual as one of thirty. */
const largestReturnedShare = 3;

function feature(
  name: string,
  reason: string,
  scale: Feature<SeenReturn>["scale"],
  value: Feature<SeenReturn>["value"],
): Feature<SeenReturn> {
  return { name, reason, scale, value };
}

/**
 * What the chance of buying again is read from: recency, frequency and money first (Fader, Hardie, Lee 2005, "RFM and
 * CLV"), then the habit of returning, then this return. Nothing here is a person's attribute such as age, sex, origin or
 * health, nor stands for one.
 */
export const repurchaseFeatures: readonly Feature<SeenReturn>[] = [
  feature("orders", "frequency", "log", ({ before }) => before.orders),
  feature("purchase-days", "frequency", "log", ({ before }) => before.purchaseDays),
  feature("recent-orders", "frequency", "log", ({ before }) => before.recentOrders),
  feature("recency-days", "recency", "log", ({ before }) => before.recencyDays ?? 0),
  feature("tenure-days", "tenure", "log", ({ before }) => before.tenureDays ?? 0),
  feature("mean-gap-days", "rhythm", "log", ({ before }) => before.meanGapDays ?? 0),
  feature("single-purchase-day", "rhythm", "plain", ({ before }) => (before.meanGapDays === undefined ? 1 : 0)),
  feature("mean-basket", "basket", "log", ({ before }) => meanBasket(before)),
  feature("lines-per-order", "basket", "log", ({ linesPerOrder }) => linesPerOrder),
  feature("discount-share", "discount", "plain", ({ before }) => before.discountShare ?? 0),
  feature("online-share", "channel", "plain", ({ before }) => channelShare(before, "online")),
  feature("return-rate", "returning", "plain", ({ after }) => after.returnRate ?? 0),
  feature("earlier-returns", "returning", "log", ({ before }) => before.returns),
  feature("first-return", "returning", "plain", ({ before }) => (before.returns === 0 ? 1 : 0)),
  feature("days-since-return", "returning", "log", ({ before }) =>
    Math.min(longestSinceReturn, before.daysSinceLastReturn ?? 0),
  ),
  feature("returned-share", "this-return", "plain", ({ before, amount }) => shareOfBasket(before, amount)),
  feature("returned-units", "this-return", "log", ({ units }) => units),
  feature("unknown-origin", "unknown-origin", "plain", ({ before, after }) =>
    after.unmatchedUnits > before.unmatchedUnits ? 1 : 0,
  ),
];

function meanBasket({ meanBasket = 0n, currency }: SeenReturn["before"]): number {
  return currency === undefined ? 0 : Number(meanBasket) / 10 ** minorDigits(currency);
}

function channelShare({ channelMix }: SeenReturn["before"], name: string): number {
  return channelMix.find(({ channel }) => channel === name)?.share ?? 0;
}

function shareOfBasket({ meanBasket = 0n }: SeenReturn["before"], amount: number): number {
  if (meanBasket <= 0n) return 0;
  return Math.min(largestReturnedShare, Math.max(0, amount / Number(meanBasket)));
}
