import { z } from "zod";
import { ActionTerms } from "../../facts/actions/action-terms.schema.ts";
import { OfferId, StoreId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { Currency, MoneyAmount } from "../../foundation/money/index.ts";
import { Basket } from "./basket.schema.ts";

/** Every way to combine them is tried: 2⁸ are soon tried, and who has more chooses. */
const mostOffers = 8;

const Codes = z.array(z.string().trim().min(1).max(40)).min(1).max(mostOffers);

/** Why an offer is not used. */
export const WhyNot = z.enum([
  // The code.
  ...(["mistyped", "unknown", "named-twice"] as const),
  // The offer as it stands.
  ...(["redeemed", "expired", "revoked", "reversed", "other-currency"] as const),
  // The offer in this basket.
  ...(["unknown-terms", "works-by-itself", "below-least-basket", "no-second-of-the-same"] as const),
  ...(["no-such-product", "not-all-products", "nothing-left", "not-with-others"] as const),
]);

const Quote = z.object({
  currency: Currency,
  /** The basket before offers, what they take off it, and what is left to pay. */
  amount: MoneyAmount,
  given: MoneyAmount,
  left: MoneyAmount,
  /** As they came. */
  lines: z.array(
    z.object({ sku: z.string(), quantity: z.int(), amount: MoneyAmount, given: MoneyAmount, left: MoneyAmount }),
  ),
  /** One for each code, as they came. */
  offers: z.array(
    z.object({
      code: z.string(),
      /** Absent for a code that stands for none. */
      offerId: OfferId.optional(),
      action: z.string().optional(),
      terms: ActionTerms.optional(),
      expiresAt: At.optional(),
      applies: z.boolean(),
      /** What it takes off, in all and from each line. */
      given: MoneyAmount,
      byLine: z.array(MoneyAmount),
      why: WhyNot.optional(),
      /** The same as a sentence for the shopper. */
      because: z.string().optional(),
    }),
  ),
});

/** The shop's own number of a purchase, and the system that gives it, as in `POST /v1/events`. */
const Purchase = z.strictObject({
  source: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, { error: "expected up to 40 lower-case letters, digits, dots and hyphens" })
    .default("shop"),
  number: z.string().trim().min(1).max(120),
});

export const quoteOffers = contract("offers.quote", {
  summary:
    "What offers take off a basket: which apply, what each takes off each line, what is left, and why one does not apply.",
  http: "POST /v1/offers/quotes",
  kind: "query",
  input: z.strictObject({ basket: Basket, codes: Codes }),
  output: Quote,
});

export const redeemForPurchase = contract("offers.redeem-for-purchase", {
  summary:
    "Redeems offers for a purchase, all or none; asked again for the same purchase it answers the same, and with anything else 409.",
  http: "POST /v1/offers/redemptions",
  input: z.strictObject({
    purchase: Purchase,
    basket: Basket,
    codes: Codes,
    storeId: StoreId.optional(),
    /** What the quote said that they take off: refused when it would be something else by now. */
    given: MoneyAmount.optional(),
  }),
  output: Quote.extend({ purchase: Purchase, redeemedAt: At }),
});

export const cancelRedemption = contract("offers.cancel-redemption", {
  summary:
    "Calls off what was redeemed for a purchase that did not come about: its offers count again for the rest of their time.",
  http: "POST /v1/offers/redemptions/cancellation",
  input: z.strictObject({ purchase: Purchase }),
  output: z.object({ offers: z.array(z.object({ code: z.string(), state: z.string(), expiresAt: At })) }),
});
