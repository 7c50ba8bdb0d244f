import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import { fact } from "../../foundation/events/index.ts";
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

export const offerIssued = fact("offer.issued", {
  summary: "A shopper was given an offer with a code.",
  data: z.object({ ...offer, returnId: ReturnId.optional(), expiresAt: At }),
});

export const offerRedeemed = fact("offer.redeemed", {
  summary: "An offer was used; this happens to an offer once at most.",
  data: z.object({ ...offer, storeId: StoreId.optional(), orderId: OrderId.optional() }),
});

export const offerExpired = fact("offer.expired", {
  summary: "An offer ran out unused.",
  data: z.object(offer),
});

export const offerRevoked = fact("offer.revoked", {
  summary: "An offer was taken back before it was used.",
  data: z.object(offer),
});
