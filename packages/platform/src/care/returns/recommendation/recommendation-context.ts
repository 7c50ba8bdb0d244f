import { z } from "zod";
import { Resolution } from "../../../facts/return-requests/return-request.schema.ts";
import type { MomentFact, Situation } from "../../../judgement/decisions/index.ts";

/** What a question about a return is decided from, as it is kept beside the request that it became. Sums are minor units of the order's currency. */
export const RecommendationContext = z.object({
  shopperId: z.string(),
  currency: z.string(),
  at: z.string(),
  /** Granted for all lines that go back. */
  allowed: z.array(Resolution),
  /** Of these, what nothing is in stock for that would answer the reasons. Questions of earlier releases did not ask. */
  outOfStock: z.array(Resolution).default([]),
  /** Paid for what goes back. */
  value: z.number(),
  units: z.number(),
  /** Of the first line. */
  reason: z.string(),
  aboutFit: z.boolean(),
  faulty: z.boolean(),
  channel: z.string(),
  country: z.string(),
  /** On top of the value, for whoever takes credit. */
  bonus: z.number(),
  /** What sending goods once really costs. */
  sending: z.number(),
  marginRate: z.number(),
  marginKnown: z.boolean(),
  orders: z.number(),
  purchaseDays: z.number(),
  recencyDays: z.number(),
  tenureDays: z.number(),
  /** 0 without an earlier order. */
  meanBasket: z.number(),
  meanUnits: z.number(),
  linesPerOrder: z.number(),
  discountShare: z.number(),
  onlineShare: z.number(),
  returns: z.number(),
  returnRate: z.number(),
  tier: z.string(),
  segment: z.string(),
});
export type RecommendationContext = z.output<typeof RecommendationContext>;

/** Of those who are recommended something, how many take it who would have taken their money: an assumption, until outcomes show it. */
const follow = 0.15;
/** What an answer that fits is worth to a shopper, as a share of what goes back: a stated belief as well. */
const fitting = 0.1;

type Returning = NonNullable<Situation<RecommendationContext>["returning"]>;

/**
 * What each resolution costs the shop beyond paying the money back, and what it is worth to the shopper beyond it. An exchange and credit keep a
 * margin that a refund loses, so that they cost something only where sending again or the bonus is more than it. Pure.
 */
export function worthOfResolutions(context: RecommendationContext): Returning {
  const { allowed, outOfStock, value, bonus, sending, marginRate, aboutFit, faulty } = context;
  const cost = (spent: number, kept: number) => follow * Math.max(0, spent - kept * marginRate);
  const known: Readonly<Record<Resolution, { cost: number; worth: number }>> = {
    exchange: { cost: cost(sending, value), worth: aboutFit || faulty ? fitting * value : 0 },
    "store-credit": { cost: cost(bonus, value + bonus), worth: bonus },
    "gift-card": { cost: cost(0, value), worth: 0 },
    refund: { cost: 0, worth: 0 },
    // There and back again.
    repair: { cost: cost(2 * sending, value), worth: faulty ? fitting * value : 0 },
  };
  return Object.fromEntries(
    allowed.map((resolution) => [
      resolution,
      { ...known[resolution], ...(outOfStock.includes(resolution) && { isOutOfStock: true }) },
    ]),
  );
}

/** What a program may ask about a return that is looked at. */
export const recommendationFacts: readonly MomentFact<RecommendationContext>[] = [
  number("return_value", ({ value }) => value),
  number("return_units", ({ units }) => units),
  text("reason", ({ reason }) => reason),
  yesNo("about_fit", ({ aboutFit }) => aboutFit),
  yesNo("faulty", ({ faulty }) => faulty),
  number("bonus", ({ bonus }) => bonus),
  text("channel", ({ channel }) => channel),
  text("country", ({ country }) => country),
  number("margin_rate", ({ marginRate }) => marginRate),
  number("orders", ({ orders }) => orders),
  number("mean_basket", ({ meanBasket }) => meanBasket),
  number("return_rate", ({ returnRate }) => returnRate),
  text("points_tier", ({ tier }) => tier),
  text("segment", ({ segment }) => segment),
];

function number(name: string, value: (context: RecommendationContext) => number): MomentFact<RecommendationContext> {
  return { name, type: "number", value };
}

function text(name: string, value: (context: RecommendationContext) => string): MomentFact<RecommendationContext> {
  return { name, type: "text", value };
}

function yesNo(name: string, value: (context: RecommendationContext) => boolean): MomentFact<RecommendationContext> {
  return { name, type: "yes-no", value };
}
