import { z } from "zod";
import { OrderId, RefundId, RefundLegId, ShopperId } from "../../facts/identifiers/index.ts";
import { RefundDestination, RefundParts, RefundReason, RefundWay } from "../../facts/refunds/refund-parts.schema.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";

/** `stuck`: it will not arrive unless somebody does something. */
const RefundState = z.enum(["on-its-way", "arrived", "stuck", "cancelled"]);

/** Who pays: a payment provider, the till, a person by hand, or we ourselves as store credit, a gift card or other goods. */
const LegProvider = z.enum(["local", "stripe", "till", "manual", "store-credit", "gift-card", "exchange"]);

export const RefundView = z.object({
  refundId: RefundId,
  orderId: OrderId,
  orderNumber: z.string(),
  shopperId: ShopperId,
  /** Whose credit or gift card it becomes, where that is not who bought the order. */
  holderId: ShopperId.optional(),
  /** Minor units, as are all amounts here. */
  amount: MoneyAmount,
  currency: z.string(),
  destination: RefundDestination,
  reason: RefundReason,
  /** For staff. */
  reference: z.string().optional(),
  /** What it is made of; the amounts sum to the refund's. */
  parts: RefundParts,
  state: RefundState,
  /** What has reached the shopper. */
  arrived: MoneyAmount,
  /** What is neither paid nor on its way, because it failed. */
  missing: MoneyAmount,
  intendedAt: At,
  /** Since when all of it has arrived. */
  settledAt: At.optional(),
  cancelledAt: At.optional(),
  /** Its shares, one for each payment that it goes back to. */
  legs: z.array(
    z.object({
      legId: RefundLegId,
      provider: LegProvider,
      /** Of the payment that it goes back to. */
      method: z.string().optional(),
      /** Of the code of the gift card that has it now. */
      cardLastFour: z.string().optional(),
      amount: MoneyAmount,
      state: z.enum(["intended", "submitted", "succeeded", "failed", "unknown", "cancelled"]),
      endedAt: At.optional(),
      /** For staff. */
      providerReference: z.string().optional(),
      failure: z.string().optional(),
    }),
  ),
});

export const refundBalance = contract("refunds.balance", {
  summary: "What was paid for an order, what went back, and what can still be refunded, by payment.",
  http: "GET /v1/orders/:orderId/refund-balance",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({
    currency: z.string(),
    paid: MoneyAmount,
    /** Has arrived. */
    refunded: MoneyAmount,
    /** Promised, and not arrived yet. */
    inFlight: MoneyAmount,
    /** Given back by tills and shops themselves, as their returns say. */
    elsewhere: MoneyAmount,
    available: MoneyAmount,
    /** Latest first. Empty where the shop sends no payments. */
    tenders: z.array(z.object({ method: z.string(), at: At, amount: MoneyAmount, left: MoneyAmount })),
  }),
});

export const refundsOfOrder = contract("refunds.of-order", {
  summary: "The refunds of an order, latest first, each with what it is made of and where it is.",
  http: "GET /v1/orders/:orderId/refunds",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({ items: z.array(RefundView) }),
});

export const getRefund = contract("refunds.get", {
  summary: "One refund with what it is made of and where it is.",
  http: "GET /v1/refunds/:refundId",
  input: z.strictObject({ refundId: RefundId }),
  output: RefundView,
});

export const searchRefunds = contract("refunds.search", {
  summary: "Refunds, latest first, by state and by when they were decided.",
  http: "GET /v1/refunds",
  input: z.strictObject({
    state: RefundState.optional(),
    from: At.optional(),
    /** The first instant after it. */
    to: At.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(RefundView), next: z.string().optional() }),
});

/** What people can choose; `exchange` belongs to exchanges. */
const ChosenWay = RefundWay.exclude(["exchange"]);

const RefundAmount = MoneyAmount.refine((amount) => amount > 0n, { error: "expected 1 or more, in minor units" });

/** Instead of one destination: shares that sum to the amount. */
const Split = z
  .array(z.strictObject({ destination: ChosenWay, amount: RefundAmount }))
  .min(2)
  .max(3);

export const previewRefund = contract("refunds.preview", {
  summary: "How money of an order would go back, without promising it: refused as the refund itself would be.",
  http: "POST /v1/orders/:orderId/refund-previews",
  kind: "query",
  input: z.strictObject({
    orderId: OrderId,
    amount: RefundAmount,
    parts: RefundParts.optional(),
    destination: ChosenWay.default("original"),
    split: Split.optional(),
  }),
  output: z.object({
    amount: MoneyAmount,
    currency: z.string(),
    parts: RefundParts,
    /** One for each payment that it would go back to. */
    legs: z.array(z.object({ provider: LegProvider, method: z.string().optional(), amount: MoneyAmount })),
    /** What could still be refunded after it. */
    left: MoneyAmount,
  }),
});

export const issueRefund = contract("refunds.issue", {
  summary:
    "Gives money of an order back, within what is left of what was paid; the same reference again answers the same refund.",
  http: "POST /v1/orders/:orderId/refunds",
  input: z.strictObject({
    orderId: OrderId,
    amount: RefundAmount,
    /** What it is for; all of it goodwill where nothing is said. */
    parts: RefundParts.optional(),
    destination: ChosenWay.default("original"),
    split: Split.optional(),
    reason: RefundReason,
    /** What it is given back for, such as a case's number: once for an order. */
    reference: z.string().trim().min(1).max(120),
  }),
  output: RefundView,
});

export const cancelRefund = contract("refunds.cancel", {
  summary: "Calls a refund off while none of it was sent.",
  http: "POST /v1/refunds/:refundId/cancellation",
  input: z.strictObject({ refundId: RefundId }),
  output: RefundView,
});

export const retryRefund = contract("refunds.retry", {
  summary: "Pays anew what of a refund failed or came back, the way it was paid or as store credit.",
  http: "POST /v1/refunds/:refundId/retries",
  input: z.strictObject({ refundId: RefundId, destination: ChosenWay.optional() }),
  output: RefundView,
});

export const reportLeg = contract("refunds.report-leg", {
  summary:
    "Says what became of a share that a till or a person pays out, or of one of which its provider could not tell.",
  http: "POST /v1/refund-legs/:legId/reports",
  input: z.strictObject({
    legId: RefundLegId,
    outcome: z.enum(["succeeded", "failed"]),
    /** The receipt's or the transfer's own. */
    reference: z.string().trim().min(1).max(120).optional(),
  }),
  output: RefundView,
});
