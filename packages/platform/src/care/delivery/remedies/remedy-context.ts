import type { IncidentKind } from "../../../facts/delivery/incident.schema.ts";
import type { ParcelFault } from "../../../facts/parcels/status.schema.ts";
import type { Profile } from "../../../facts/profiles/index.ts";
import type { MomentFact, Situation } from "../../../judgement/decisions/index.ts";

/** A delivery in trouble as the arithmetic of remedies reads it. Sums are minor units of the order's currency. */
export interface RemedyContext {
  readonly kind: IncidentKind;
  readonly fault: ParcelFault | undefined;
  readonly chanceLate: number;
  /** By how many days it is expected to come later than promised; of what will not come by itself, taken to be {@link daysOfNeverComing}. */
  readonly daysLate: number;
  readonly predicted: boolean;
  readonly orderTotal: number;
  readonly orderMarginRate: number;
  readonly shippingPaid: number;
  readonly occasion: string | undefined;
  /** From the day on which it is expected to the occasion; below 0 it is missed. Undefined without a day. */
  readonly daysToOccasion: number | undefined;
  readonly country: string | undefined;
  /** Of the same person, opened before this one. */
  readonly earlierIncidents: number;
  /** The person when the trouble began. */
  readonly profile: Profile;
  readonly linesPerOrder: number;
  /** Of what the person had bought, and whether it is known or the retailer's assumption. */
  readonly marginRate: number;
  readonly marginKnown: boolean;
  /** Whether there is enough of every line of the order, as far as stock is known. */
  readonly inStock: boolean;
  readonly canUpgrade: boolean;
  readonly hasPickup: boolean;
}

/** The delay that goods which will not come by themselves are taken to have. */
export const daysOfNeverComing = 30;

/** What is given for the trouble, beside what makes it good. */
export const goodwillKinds = [
  ...(["credit", "free-shipping", "percent-off", "amount-off", "extra-points"] as const),
  ...(["partial-refund", "shipping-refund"] as const),
] as const;

/** Goods that will not come to the shopper as they are. */
export function isGone(kind: IncidentKind): boolean {
  return kind === "lost" || kind === "damaged";
}

/**
 * How much more a remedy is believed to do where the day matters. That it does is plain, how much is a stated belief: twice where the
 * goods come close to the occasion or nobody said its day, three times where they come after it.
 */
export function occasionScale({ occasion, daysToOccasion, kind }: RemedyContext): number {
  if (occasion === undefined) return 1;
  if (isGone(kind)) return 3;
  if (daysToOccasion === undefined) return 2;
  return daysToOccasion < 0 ? 3 : daysToOccasion <= 3 ? 2 : 1;
}

type Basket = Situation<RemedyContext>["basket"];

/** What the next basket is taken to be worth: the mean of the earlier ones, else this order. One product is at most half of it. */
export function usualBasket({ profile, orderTotal, marginRate, linesPerOrder }: RemedyContext): Basket {
  return {
    amount: profile.meanBasket === undefined ? orderTotal : Number(profile.meanBasket),
    marginRate,
    oneProduct: 1 / Math.max(2, linesPerOrder),
    units: profile.meanUnits,
  };
}

/**
 * What a program may ask about a delivery in trouble. Where something has no value yet, it is -1, or an empty text. Nothing here is an
 * attribute of a person; an occasion is what was said of the order.
 */
export const remedyFacts: readonly MomentFact<RemedyContext>[] = [
  text("kind", ({ kind }) => kind),
  text("fault", ({ fault }) => fault),
  number("chance_late", ({ chanceLate }) => chanceLate),
  number("days_late", ({ daysLate }) => daysLate),
  yesNo("predicted", ({ predicted }) => predicted),
  yesNo("lost", ({ kind }) => kind === "lost"),
  yesNo("damaged", ({ kind }) => kind === "damaged"),
  number("order_total", ({ orderTotal }) => orderTotal),
  number("order_margin_rate", ({ orderMarginRate }) => orderMarginRate),
  number("shipping_paid", ({ shippingPaid }) => shippingPaid),
  yesNo("occasion", ({ occasion }) => occasion !== undefined),
  text("occasion_kind", ({ occasion }) => occasion),
  number("days_to_occasion", ({ daysToOccasion }) => daysToOccasion),
  text("country", ({ country }) => country),
  number("earlier_incidents", ({ earlierIncidents }) => earlierIncidents),
  number("orders", ({ profile }) => profile.orders),
  number("recency_days", ({ profile }) => profile.recencyDays),
  number("mean_basket", ({ profile }) => (profile.meanBasket === undefined ? undefined : Number(profile.meanBasket))),
  number("return_rate", ({ profile }) => profile.returnRate),
  text("points_tier", ({ profile }) => profile.tier),
  yesNo("in_stock", ({ inStock }) => inStock),
  yesNo("can_upgrade", ({ canUpgrade }) => canUpgrade),
  yesNo("has_pickup", ({ hasPickup }) => hasPickup),
];

function number(name: string, value: (context: RemedyContext) => number | undefined): MomentFact<RemedyContext> {
  return { name, type: "number", value: (context) => value(context) ?? -1 };
}

function text(name: string, value: (context: RemedyContext) => string | undefined): MomentFact<RemedyContext> {
  return { name, type: "text", value: (context) => value(context) ?? "" };
}

function yesNo(name: string, value: (context: RemedyContext) => boolean): MomentFact<RemedyContext> {
  return { name, type: "yes-no", value };
}
