import { z } from "zod";
import { Resolution } from "../return-requests/return-request.schema.ts";

/** A sum in minor units of the program's currency. */
const Amount = z.int().min(1).max(1_000_000_000);
const Percent = z.number().min(1).max(90);
const Sku = z.string().trim().min(1).max(100);
const Days = z.int().min(1).max(366);

/**
 * What a shopper is given, as a contract: every kind says what it costs and what it saves the shopper, so that an action can be
 * weighed, shown and redeemed by its terms alone. `none` is no kind: it is an action of every program.
 */
export const ActionTerms = z.discriminatedUnion("kind", [
  /** A share of the next basket; `most` caps it. */
  z.strictObject({ kind: z.literal("percent-off"), percent: Percent, most: Amount.optional() }),
  /** A sum off the next basket, from `leastBasket` on. */
  z.strictObject({ kind: z.literal("amount-off"), amount: Amount, leastBasket: Amount.optional() }),
  /** Buy one, get a second of the same free. */
  z.strictObject({ kind: z.literal("bogo") }),
  /** All points times `factor` for so many days; `pointValue` is what a point is worth, in thousandths of a minor unit. */
  z.strictObject({ kind: z.literal("extra-points"), factor: z.number().gt(1).max(10), days: Days }),
  /** A share of the price of one product that the shopper has never bought, or of the products named. */
  z.strictObject({
    kind: z.literal("product-coupon"),
    percent: Percent,
    skus: z.array(Sku).min(1).max(200).optional(),
  }),
  /** A share of the price of products bought together. */
  z.strictObject({ kind: z.literal("combination"), percent: Percent, skus: z.array(Sku).min(2).max(20) }),
  /** A service for nothing, which costs the retailer `cost` when it is used. */
  z.strictObject({ kind: z.literal("free-service"), service: Sku, cost: Amount }),
  /** A product to try; `cost` is what a trial costs the retailer on average. */
  z.strictObject({ kind: z.literal("free-trial"), sku: Sku, days: Days, cost: Amount }),
  /** Store credit, given at once. */
  z.strictObject({ kind: z.literal("credit"), amount: Amount }),
  /** The postage of the next order for nothing, up to `most`. */
  z.strictObject({ kind: z.literal("free-shipping"), most: Amount }),
  /** A share of what was paid for the order in question, given back. */
  z.strictObject({ kind: z.literal("partial-refund"), percent: Percent.max(50) }),
  /** The postage that was paid for the order in question, given back. */
  z.strictObject({ kind: z.literal("shipping-refund") }),
  /** The order in question is sent once more. */
  z.strictObject({ kind: z.literal("reship") }),
  /** What has not left yet goes by a faster service, which costs the retailer `cost` more. */
  z.strictObject({ kind: z.literal("express-upgrade"), cost: Amount }),
  /** The parcel goes to a place where the shopper fetches it, which costs the retailer `cost`. */
  z.strictObject({ kind: z.literal("pickup-redirect"), cost: Amount }),
  /** The order in question is called off, and all that was paid for it given back. */
  z.strictObject({ kind: z.literal("cancel-refund") }),
  /** Of what is granted for goods that go back, this is marked as recommended; nothing is given. */
  z.strictObject({ kind: z.literal("recommend"), resolution: Resolution }),
  /** Something told, such as an e-mail, and nothing given: what reaching the shopper costs stands with the action. */
  z.strictObject({ kind: z.literal("message"), about: z.string().trim().min(1).max(120) }),
]);

export type ActionTerms = z.output<typeof ActionTerms>;
