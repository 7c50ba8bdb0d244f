import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { ClaimId, OrderId, RefundId, ReturnRequestId, ShopperId } from "../identifiers/index.ts";
import { ClaimDoubt, ClaimRemedy } from "./claim.schema.ts";

const claim = { claimId: ClaimId, orderId: OrderId, shopperId: ShopperId, number: z.string() };

export const claimReported = fact("claim.reported", {
  summary:
    "A shopper said that something they bought is faulty; `doubts` say why a person decides, none that the law does.",
  data: z.object({
    ...claim,
    lines: z.array(z.object({ line: z.int(), quantity: z.int(), reason: z.string() })),
    remedy: ClaimRemedy,
    doubts: z.array(ClaimDoubt),
  }),
});

export const claimAccepted = fact("claim.accepted", {
  summary:
    "A fault is taken as one that was there from the first, by a person or because the law presumes it; `remedy` is what is done.",
  data: z.object({
    ...claim,
    remedy: ClaimRemedy,
    /** By which the goods come back; absent where they stay and the price is reduced. */
    returnRequestId: ReturnRequestId.optional(),
  }),
});

export const claimDeclined = fact("claim.declined", {
  summary: "A person declined a claim.",
  data: z.object(claim),
});

export const claimSettled = fact("claim.settled", {
  summary: "What is owed for a fault is done: repaired and handed back, replaced, paid back, or the price reduced.",
  data: z.object({
    ...claim,
    remedy: ClaimRemedy,
    /** By which the price was reduced, minor units. */
    amount: MoneyAmount.optional(),
    currency: z.string().optional(),
    refundId: RefundId.optional(),
    /** Units that were repaired. */
    repaired: z.array(z.object({ line: z.int(), quantity: z.int() })),
  }),
});

export const claimLapsed = fact("claim.lapsed", {
  summary:
    "The goods of an accepted claim did not come, or their return was called off; the fault can be reported again.",
  data: z.object(claim),
});
