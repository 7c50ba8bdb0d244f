import { minorDigits } from "../../../foundation/money/index.ts";
import { moment } from "../../../judgement/decisions/index.ts";
import { goodwillKinds, type RemedyContext, remedyFacts } from "./remedy-context.ts";
import { latestIncidents, remedySituations } from "./remedy-situations.ts";

type Features = Parameters<typeof moment<RemedyContext>>[1]["features"];
type Scale = Features[number]["scale"];

function feature(name: string, scale: Scale, value: (context: RemedyContext) => number): Features[number] {
  return { name, reason: "delay", scale, value };
}

/** The person as they were when the trouble began, and how bad it is. Nothing here is an attribute of a person or stands for one. */
const remedyFeatures: Features = [
  feature("orders", "log", ({ profile }) => profile.orders),
  feature("purchase-days", "log", ({ profile }) => profile.purchaseDays),
  feature("recency-days", "log", ({ profile }) => profile.recencyDays ?? 0),
  feature("tenure-days", "log", ({ profile }) => profile.tenureDays ?? 0),
  feature("mean-gap-days", "log", ({ profile }) => profile.meanGapDays ?? 0),
  feature("mean-basket", "log", ({ profile: { meanBasket = 0n, currency } }) =>
    currency === undefined ? 0 : Number(meanBasket) / 10 ** minorDigits(currency),
  ),
  feature("discount-share", "plain", ({ profile }) => profile.discountShare ?? 0),
  feature(
    "online-share",
    "plain",
    ({ profile }) => profile.channelMix.find((each) => each.channel === "online")?.share ?? 0,
  ),
  feature("return-rate", "plain", ({ profile }) => profile.returnRate ?? 0),
  feature("days-late", "log", ({ daysLate }) => daysLate),
  feature("chance-late", "plain", ({ chanceLate }) => chanceLate),
  feature("occasion", "plain", ({ occasion }) => (occasion === undefined ? 0 : 1)),
  feature("earlier-incidents", "log", ({ earlierIncidents }) => earlierIncidents),
  feature("order-share", "log", ({ profile: { meanBasket }, orderTotal }) =>
    meanBasket === undefined || meanBasket === 0n ? 1 : orderTotal / Number(meanBasket),
  ),
];

/** As many days late as make a difference to who buys again. */
const mostDaysLate = 40;

/**
 * Who buys again within ninety days, before anything was learned here: 34 of 100, and fewer the later it comes. The figures are those of
 * another retailer's deliveries (36.7 % after one in time, 25.4 % after one that was very late), seen and not caused.
 */
function prior({ daysLate }: RemedyContext) {
  return { mean: Math.log(0.34 / 0.66) - 0.012 * Math.min(mostDaysLate, daysLate), sd: 1 };
}

/**
 * What to do about a delivery in trouble. Doing nothing is here to explain and to apologise: the message goes out whatever is decided, so
 * that this is what every remedy has to beat. What the law grants and what is owed is no action of it.
 */
export const deliveryRemedy = moment<RemedyContext>("delivery.remedy", {
  subject: "inc",
  horizons: [90, 60, 30],
  kinds: [...goodwillKinds, ...(["reship", "express-upgrade", "pickup-redirect", "cancel-refund"] as const)],
  features: remedyFeatures,
  facts: remedyFacts,
  // Nothing here learns from shoppers to whom nothing was given.
  modelled: () => false,
  prior,
  reasonValues: () => ({}),
  assumptions: ({ marginKnown, marginRate, profile, occasion }) => [
    { key: "reasons.assumed.late-prior", values: {} },
    ...(occasion === undefined ? [] : [{ key: "reasons.assumed.occasion", values: {} }]),
    ...(marginKnown ? [] : [{ key: "reasons.assumed.margin", values: { percent: Math.round(100 * marginRate) } }]),
    {
      key: profile.meanBasket === undefined ? "reasons.assumed.basket-of-order" : "reasons.assumed.basket",
      values: {},
    },
  ],
  situations: remedySituations,
  latest: latestIncidents,
});
