import { z } from "zod";
import { ActionTerms } from "../../facts/actions/action-terms.schema.ts";
import { DecisionId, OfferId, OrderId, ShopperId, StoreId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { Basket } from "./basket.schema.ts";

export const OfferView = z.object({
  offerId: OfferId,
  /** What the shopper shows: letters and digits that cannot be confused, grouped by hyphens. */
  code: z.string(),
  action: z.string(),
  /** What it gives; absent where an earlier release issued it and nobody knows any more. */
  terms: ActionTerms.optional(),
  /** ISO 4217, of the sums in the terms. */
  currency: z.string().optional(),
  shopperId: ShopperId.optional(),
  decisionId: DecisionId.optional(),
  /** `reversed`: used, and over since the purchase came back. */
  state: z.enum(["issued", "redeemed", "expired", "revoked", "reversed"]),
  issuedAt: At,
  expiresAt: At,
  redeemedAt: At.optional(),
  redeemedAtStore: z.string().optional(),
  /** What it took off the price, minor units; absent where the till did not say what was bought. */
  given: MoneyAmount.optional(),
  /** Since when it counts again, because what it was used on came back. */
  reinstatedAt: At.optional(),
  reversedAt: At.optional(),
  /** The code as a QR picture, an SVG document. */
  qrSvg: z.string(),
});

export const findOffer = contract("offers.find", {
  summary: "An offer by its code.",
  http: "GET /v1/offers/:code",
  input: z.strictObject({ code: z.string().trim().min(4).max(40) }),
  output: OfferView,
});

export const redeemOffer = contract("offers.redeem", {
  summary: "Redeems an offer, once: the second till that tries gets 409 with the time of the first.",
  http: "POST /v1/offers/:code/redemptions",
  input: z.strictObject({
    code: z.string().trim().min(4).max(40),
    storeId: StoreId.optional(),
    orderId: OrderId.optional(),
    /** What is bought with it: then what it takes off is computed and kept, and an offer that does not apply is refused. */
    basket: Basket.optional(),
  }),
  output: OfferView,
});

export const revokeOffer = contract("offers.revoke", {
  summary: "Takes an offer back before it is used; a used, expired or revoked one answers 409.",
  http: "POST /v1/offers/:code/revocation",
  input: z.strictObject({ code: z.string().trim().min(4).max(40) }),
  output: OfferView,
});

export const listOffersOfOrder = contract("offers.of-order", {
  summary: "The offers that were given for returns of an order, latest first.",
  http: "GET /v1/orders/:orderId/offers",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({ items: z.array(OfferView) }),
});
