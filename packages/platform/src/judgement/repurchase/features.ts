import { minorDigits } from "../../foundation/money/index.ts";
import type { Feature } from "../learning/index.ts";
import type { SeenReturn } from "./seen-return.ts";

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
 * CLV", Journal of Marketing Research 42), then the habit of returning. Nothing here is a person's attribute such as age,
 * sex, origin or health, nor stands for one.
 *
 * Goods of unknown origin look telling and are left out on purpose: they come from shoppers who bought before the
 * recorded history begins, so that what they teach fades with every month of history.
 */
export const repurchaseFeatures: readonly Feature<SeenReturn>[] = [
  feature("orders", "frequency", "log", ({ before }) => before.orders),
  feature("purchase-days", "frequency", "log", ({ before }) => before.purchaseDays),
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
];

function meanBasket({ meanBasket = 0n, currency }: SeenReturn["before"]): number {
  return currency === undefined ? 0 : Number(meanBasket) / 10 ** minorDigits(currency);
}

function channelShare({ channelMix }: SeenReturn["before"], name: string): number {
  return channelMix.find(({ channel }) => channel === name)?.share ?? 0;
}
