import type { MomentFact } from "../../judgement/decisions/index.ts";
import type { IncentiveContext } from "./incentive-context.ts";

/**
 * What a program may ask about a shopper who has returned something. Nothing here is an attribute of a person such as age, sex, origin or
 * health. Where something has no value yet, such as the days since the last order of somebody without one, it is -1.
 */
export const incentiveFacts: readonly MomentFact<IncentiveContext>[] = [
  number("orders", ({ before }) => before.orders),
  number("purchase_days", ({ before }) => before.purchaseDays),
  number("recency_days", ({ before }) => before.recencyDays),
  number("tenure_days", ({ before }) => before.tenureDays),
  number("mean_basket", ({ before }) => (before.meanBasket === undefined ? undefined : Number(before.meanBasket))),
  number("spent", ({ before }) => Number(before.spent)),
  number("discount_share", ({ before }) => before.discountShare),
  number("online_share", ({ before }) => before.channelMix.find(({ channel }) => channel === "online")?.share ?? 0),
  number("returns", ({ after }) => after.returns),
  number("return_rate", ({ after }) => after.returnRate),
  number("returned_amount", ({ amount }) => amount),
  number("margin_rate", ({ marginRate }) => marginRate),
  number("points_redemptions", ({ after }) => after.redemptions),
  { name: "points_tier", type: "text", value: ({ after }) => after.tier ?? "" },
  { name: "store", type: "text", value: ({ storeKey }) => storeKey ?? "" },
  { name: "in_store", type: "yes-no", value: ({ storeKey }) => storeKey !== null },
];

function number(name: string, value: (context: IncentiveContext) => number | undefined): MomentFact<IncentiveContext> {
  return { name, type: "number", value: (context) => value(context) ?? -1 };
}
