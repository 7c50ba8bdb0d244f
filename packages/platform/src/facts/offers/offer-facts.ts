import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { ActionTerms } from "../actions/index.ts";
import { DecisionId, OfferId, OrderId, ReturnId, ShopperId, StoreId } from "../identifiers/index.ts";

/** The subject of each is the shopper where there is one, else the offer itself. */
const offer = {
  offerId: OfferId,
  shopperId: ShopperId.optional(),
  decisionId: DecisionId.optional(),
  action: z.string(),
  /** What it gives, and the currency of its sums; absent in facts from before terms were kept. */
  terms: ActionTerms.optional(),
  currency: z.string().optional(),
};

/** The purchase that an offer was used on, as far as it is known. */
const purchase = {
  orderId: OrderId.optional(),
  /** The shop's own number of it, and the system that gave it: the order itself may become known later. */
  purchase: z.object({ source: z.string(), number: z.string() }).optional(),
};

export const offerIssued = fact("offer.issued", {
  summary: "A shopper was given an offer with a code.",
  data: z.object({ ...offer, returnId: ReturnId.optional(), expiresAt: At }),
});

export const offerRedeemed = fact("offer.redeemed", {
  summary:
    "An offer was used. It happens again only after the purchase was taken back and the offer counted once more.",
  data: z.object({
    ...offer,
    ...purchase,
    storeId: StoreId.optional(),
    /** What it took off the price, minor units; absent where nobody said what was bought. */
    given: MoneyAmount.optional(),
  }),
});

export const offerReversed = fact("offer.reversed", {
  summary: "What an offer was used on came back whole or was called off, so that nothing was given in the end.",
  data: z.object({
    ...offer,
    ...purchase,
    cause: z.enum(["returned", "cancelled"]),
    /** Whether the offer can be used again, and then until when. */
    outcome: z.enum(["valid-again", "over"]),
    expiresAt: At,
  }),
});

export const offerExpired = fact("offer.expired", {
  summary: "An offer ran out unused.",
  data: z.object(offer),
});

export const offerRevoked = fact("offer.revoked", {
  summary: "An offer was taken back before it was used.",
  data: z.object(offer),
});
