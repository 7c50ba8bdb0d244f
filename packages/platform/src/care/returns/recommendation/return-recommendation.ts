import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { minorDigits } from "../../../foundation/money/index.ts";
import { moment, type Situation } from "../../../judgement/decisions/index.ts";
import { RecommendationContext, recommendationFacts, worthOfResolutions } from "./recommendation-context.ts";

type Features = Parameters<typeof moment<RecommendationContext>>[1]["features"];
type Scale = Features[number]["scale"];

function feature(
  name: string,
  reason: string,
  scale: Scale,
  value: (context: RecommendationContext) => number,
): Features[number] {
  return { name, reason, scale, value };
}

/** The chance of buying again within the horizon as long as nothing has been learned: that of any return. */
const prior = { mean: Math.log(0.3 / 0.7), sd: 1 };

/** Which of what policy and law grant is recommended for goods that go back: it is marked, and everything else stays as open as it was. */
export const returnRecommendation = moment<RecommendationContext>("return.recommendation", {
  subject: "rrq",
  horizons: [60, 30, 90],
  kinds: ["recommend"],
  features: [
    feature("orders", "frequency", "log", ({ orders }) => orders),
    feature("purchase-days", "frequency", "log", ({ purchaseDays }) => purchaseDays),
    feature("recency-days", "recency", "log", ({ recencyDays }) => recencyDays),
    feature("tenure-days", "tenure", "log", ({ tenureDays }) => tenureDays),
    feature("mean-basket", "basket", "log", ({ meanBasket, currency }) => meanBasket / 10 ** minorDigits(currency)),
    feature("discount-share", "discount", "plain", ({ discountShare }) => discountShare),
    feature("online-share", "channel", "plain", ({ onlineShare }) => onlineShare),
    feature("return-rate", "returning", "plain", ({ returnRate }) => returnRate),
    feature("about-fit", "returning", "plain", ({ aboutFit }) => Number(aboutFit)),
    feature("faulty", "returning", "plain", ({ faulty }) => Number(faulty)),
    feature("return-value", "basket", "log", ({ value, currency }) => value / 10 ** minorDigits(currency)),
  ],
  facts: recommendationFacts,
  // Nothing here learns from shoppers to whom nothing was recommended.
  modelled: () => false,
  prior: () => prior,
  reasonValues: ({ orders, purchaseDays, recencyDays, tenureDays, ...context }) => ({
    frequency: { orders, days: purchaseDays },
    recency: { days: Math.round(recencyDays) },
    tenure: { days: Math.round(tenureDays) },
    basket: { lines: Math.round(context.linesPerOrder) },
    discount: { percent: Math.round(100 * context.discountShare) },
    channel: { percent: Math.round(100 * context.onlineShare) },
    returning: { percent: Math.round(100 * context.returnRate), returns: context.returns },
  }),
  assumptions: ({ marginKnown, marginRate, meanBasket }) => [
    { key: "reasons.assumed.recommendation", values: {} },
    ...(marginKnown ? [] : [{ key: "reasons.assumed.margin", values: { percent: Math.round(100 * marginRate) } }]),
    { key: meanBasket === 0 ? "reasons.assumed.basket-of-order" : "reasons.assumed.basket", values: {} },
  ],
  async situations(tx, requestIds) {
    const rows = await tx.db
      .selectFrom("return_recommendations")
      .select(["request_id", "asked"])
      .where("request_id", "in", [...requestIds])
      .execute();
    return rows.map(({ request_id, asked }) => situationOf(request_id, RecommendationContext.parse(asked)));
  },
  latest: latestRequests,
});

/** A question as programs are asked it. */
export function situationOf(subject: string, context: RecommendationContext): Situation<RecommendationContext> {
  const { shopperId, currency, at, value, marginRate, meanBasket, meanUnits, linesPerOrder } = context;
  const { orders, returns, returnRate } = context;
  return {
    ...{ subject, shopperId: shopperId as Id<"shp">, storeId: null, storeKey: null, asOf: new Date(at), currency },
    basket: {
      amount: meanBasket > 0 ? meanBasket : value,
      marginRate,
      oneProduct: 1 / Math.max(2, linesPerOrder),
      units: meanUnits > 0 ? meanUnits : undefined,
    },
    habits: { orders, returns, returnRate, somethingNew: true },
    returning: worthOfResolutions(context),
    context,
  };
}

async function latestRequests(tx: DatabaseTx, most: number): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("return_recommendations")
    .select("request_id")
    .orderBy("asked_at", "desc")
    .limit(most)
    .execute();
  return rows.map(({ request_id }) => request_id);
}
