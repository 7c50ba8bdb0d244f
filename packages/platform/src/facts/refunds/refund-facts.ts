import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { OrderId, RefundId, RefundLegId, ShopperId } from "../identifiers/index.ts";
import { RefundDestination, RefundParts, RefundReason } from "./refund-parts.schema.ts";

const refund = {
  refundId: RefundId,
  orderId: OrderId,
  shopperId: ShopperId,
  amount: MoneyAmount,
  currency: z.string(),
};

export const refundIntended = fact("refund.intended", {
  summary: "A refund was decided and is owed to the shopper from here on; it says what it is made of.",
  data: z.object({
    ...refund,
    destination: RefundDestination,
    reason: RefundReason,
    reference: z.string(),
    parts: RefundParts,
  }),
});

export const refundSucceeded = fact("refund.succeeded", {
  summary: "All of a refund has reached the shopper; again after a part of it had come back and was paid anew.",
  data: z.object(refund),
});

export const refundFailed = fact("refund.failed", {
  summary: "A part of a refund did not reach the shopper; it stays owed.",
  data: z.object({
    ...refund,
    legId: RefundLegId,
    failure: z.string(),
    /** It had arrived before, and came back. */
    reopened: z.boolean(),
  }),
});

export const refundCancelled = fact("refund.cancelled", {
  summary: "A refund was called off before any of it was sent.",
  data: z.object(refund),
});
