import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { OrderId, RefundId, ReturnId, ReturnRequestId, ShopperId } from "../identifiers/index.ts";
import { RefundTiming, Resolution, ReturnMethod } from "./return-request.schema.ts";

const request = { returnRequestId: ReturnRequestId, orderId: OrderId, shopperId: ShopperId };

const Line = z.object({ line: z.int(), quantity: z.int(), reason: z.string() });

export const returnRequestOpened = fact("return-request.opened", {
  summary: "A shopper announced goods that they send back; `awaitsApproval` where a person decides first.",
  data: z.object({
    ...request,
    number: z.string(),
    lines: z.array(Line),
    method: ReturnMethod,
    resolution: Resolution,
    timing: RefundTiming,
    awaitsApproval: z.boolean(),
  }),
});

export const returnRequestApproved = fact("return-request.approved", {
  summary:
    "A person approved a return that the policy did not grant by itself; `afterAppeal` where somebody else had declined it before.",
  data: z.object({ ...request, afterAppeal: z.boolean().optional() }),
});

export const returnRequestDeclined = fact("return-request.declined", {
  summary: "A person declined a return that neither the policy nor the law grants.",
  data: z.object(request),
});

export const returnRequestCancelled = fact("return-request.cancelled", {
  summary: "An announced return was called off before anything came back.",
  data: z.object(request),
});

export const returnRequestExpired = fact("return-request.expired", {
  summary: "Announced goods did not come in time; their units can be announced again.",
  data: z.object(request),
});

export const returnRequestReceived = fact("return-request.received", {
  summary: "Goods of a request came in, as the return says; `isComplete` when nothing is outstanding.",
  data: z.object({ ...request, returnId: ReturnId, isComplete: z.boolean() }),
});

export const returnRequestCameOtherwise = fact("return-request.came-otherwise", {
  summary: "Goods that had been paid back before they came have come another way: at a till, or as the shop says.",
  data: z.object({
    ...request,
    returnId: ReturnId,
    lines: z.array(z.object({ line: z.int(), quantity: z.int() })),
  }),
});

export const returnRequestSettled = fact("return-request.settled", {
  summary: "What is due for units of a request was promised back, whatever has come in of them.",
  data: z.object({
    ...request,
    resolution: Resolution,
    lines: z.array(z.object({ line: z.int(), quantity: z.int(), amount: MoneyAmount })),
    /** After fees, minor units. */
    amount: MoneyAmount,
    currency: z.string(),
    refundId: RefundId.optional(),
  }),
});

export const returnRequestSettlementCalledOff = fact("return-request.settlement-called-off", {
  summary: "The refund of units of a request was called off: they are to be paid again.",
  data: z.object({
    ...request,
    lines: z.array(z.object({ line: z.int(), quantity: z.int(), amount: MoneyAmount })),
    /** After fees, minor units. */
    amount: MoneyAmount,
    currency: z.string(),
    refundId: RefundId,
  }),
});

export const returnRequestClosed = fact("return-request.closed", {
  summary: "Everything that was announced has come in or is not awaited any more, and is settled.",
  data: z.object(request),
});
