import { z } from "zod";
import { QuoteId, StoreId } from "../../../facts/identifiers/index.ts";
import { At, contract } from "../../../foundation/contracts/index.ts";
import { Currency, MoneyAmount } from "../../../foundation/money/index.ts";

const Country = z.string().regex(/^[A-Z]{2}$/, { error: "expected an ISO 3166-1 alpha-2 code such as DE" });
const PostCode = z
  .string()
  .trim()
  .min(2)
  .max(12)
  .regex(/^[A-Za-z0-9 -]*$/, { error: "expected letters, digits, spaces and hyphens" });

const Choice = z.object({
  /** Its key: send it with the order, and the token beside it. */
  service: z.string(),
  kind: z.enum(["standard", "express", "slot", "pickup"]),
  name: z.string(),
  carrier: z.string().optional(),
  price: MoneyAmount,
  earliest: z.iso.date(),
  latest: z.iso.date(),
  /** The day by which half of such orders have arrived. */
  likely: z.iso.date(),
  /** The chance to have arrived by the end of the latest day. */
  confidence: z.number().min(0).max(1),
  /** Bought later, it starts a day later. */
  orderBefore: At,
  /** Windows that can be chosen, earliest first: send the beginning of one with the order. */
  slots: z.array(z.object({ from: At, until: At })).optional(),
  /** `onShelf`: whether the store has all of it, as far as it has told. */
  pickUp: z.object({ storeId: StoreId, name: z.string(), onShelf: z.boolean() }).optional(),
  /** Learned from deliveries, or what the retailer states while there are none. */
  basis: z.enum(["learned", "stated"]),
  /** Deliveries that it was learned from. */
  journeys: z.int(),
});

export const quotePromise = contract("promises.quote", {
  summary:
    "When a cart would arrive, by each service that takes it there, and what that costs. The token makes it a promise if it comes with the order within a day.",
  http: "POST /v1/promises/quotes",
  // What is shown is written down, but nothing that anybody relies on changes: no audit line for each look at a cart.
  kind: "query",
  input: z.strictObject({
    destination: z.strictObject({ country: Country, postCode: PostCode.optional() }),
    /** When it would be bought, if not now. */
    at: At.optional(),
    currency: Currency,
    lines: z
      .array(
        z.strictObject({
          sku: z.string().min(1).max(120),
          quantity: z.int().min(1).max(1_000_000),
          /** What the line costs, in minor units: from some amounts on there is nothing to pay for delivery. */
          amount: MoneyAmount.optional(),
        }),
      )
      .min(1)
      .max(200),
    /** The day that the shop itself would tell. Where its days have told something so far, they count. */
    estimatedOn: z.iso.date().optional(),
    /** The only store that it can be collected from, by the shop's key. */
    storeKey: z.string().min(1).max(120).optional(),
  }),
  output: z.object({
    quoteId: QuoteId,
    token: z.string(),
    /** An order that is placed later is promised what then holds. */
    expiresAt: At,
    /** By rank. */
    choices: z.array(Choice),
    /** Why there is none. */
    because: z.enum(["no-services", "not-to-country", "not-in-currency", "nothing-free"]).optional(),
  }),
});
