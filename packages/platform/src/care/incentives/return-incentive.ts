import { moment, type Sentence, type Values } from "../../judgement/decisions/index.ts";
import type { Normal } from "../../judgement/learning/index.ts";
import { repurchaseFeatures } from "../../judgement/repurchase/index.ts";
import type { IncentiveContext } from "./incentive-context.ts";
import { incentiveFacts } from "./incentive-facts.ts";
import { incentiveSituations, latestReturns } from "./incentive-situations.ts";

/**
 * The chance of buying again within the horizon as long as nothing has been learned: three in ten, anything from one to
 * seven being plausible. An assumption; the first trained model takes its place.
 */
const prior: Normal = { mean: Math.log(0.3 / 0.7), sd: 1 };

/** What to offer a shopper when a return was recorded, so that they buy again. */
export const returnIncentive = moment<IncentiveContext>("return.incentive", {
  subject: "ret",
  horizons: [60, 30, 90],
  // Each becomes an offer with a code.
  kinds: [
    ...(["percent-off", "amount-off", "bogo", "product-coupon", "combination"] as const),
    ...(["extra-points", "credit", "free-service", "free-trial"] as const),
  ],
  features: repurchaseFeatures,
  facts: incentiveFacts,
  // The model has learned from shoppers with an earlier purchase only.
  modelled: ({ before }) => before.orders > 0,
  prior: () => prior,
  reasonValues,
  assumptions,
  situations: incentiveSituations,
  latest: latestReturns,
});

function reasonValues({ before, after, linesPerOrder }: IncentiveContext): Record<string, Values> {
  const online = before.channelMix.find(({ channel }) => channel === "online")?.share ?? 0;
  return {
    frequency: { orders: before.orders, days: before.purchaseDays },
    recency: { days: Math.round(before.recencyDays ?? 0) },
    tenure: { days: Math.round(before.tenureDays ?? 0) },
    rhythm: { days: Math.round(before.meanGapDays ?? 0) },
    basket: { lines: Math.round(linesPerOrder) },
    discount: { percent: percent(before.discountShare) },
    channel: { percent: percent(online) },
    returning: { percent: percent(after.returnRate), returns: after.returns },
  };
}

function assumptions({ before, marginRate, marginKnown }: IncentiveContext): Sentence[] {
  return [
    ...(marginKnown ? [] : [{ key: "reasons.assumed.margin", values: { percent: percent(marginRate) } }]),
    {
      key: before.meanBasket === undefined ? "reasons.assumed.basket-of-return" : "reasons.assumed.basket",
      values: {},
    },
  ];
}

function percent(share = 0): number {
  return Math.round(100 * share);
}
