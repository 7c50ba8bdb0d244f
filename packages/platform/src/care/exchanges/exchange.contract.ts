import { z } from "zod";
import { ExchangeEnd } from "../../facts/exchanges/exchange.schema.ts";
import { ExchangeId, OrderId, RefundId, ReturnRequestId, ShopperId } from "../../facts/identifiers/index.ts";
import { ShopperLabel } from "../../facts/shoppers/shopper.contract.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { CollectionView } from "../../means/collecting/collection.contract.ts";

const ExchangeState = z.enum([
  ...(["reserved", "awaiting-payment", "confirmed", "shipped", "completed", "cancelled", "expired"] as const),
]);

export const ExchangeView = z.object({
  exchangeId: ExchangeId,
  /** `EX-100001` and on. */
  number: z.string(),
  state: ExchangeState,
  returnRequestId: ReturnRequestId,
  orderId: OrderId,
  orderNumber: z.string(),
  shopperId: ShopperId,
  shopper: ShopperLabel.optional(),
  requestedAt: At,
  /** Sent before the goods are back, against a deposit. */
  isInstant: z.boolean(),
  currency: z.string(),
  /** What goes back is worth after fees, and what was chosen costs; minor units, as are all amounts. */
  value: MoneyAmount,
  price: MoneyAmount,
  /** Above zero the shopper owes it, below zero they get it back. */
  difference: MoneyAmount,
  lines: z.array(
    z.object({
      /** What goes back. */
      line: z.int(),
      quantity: z.int(),
      /** What is sent for it. */
      sku: z.string(),
      title: z.string(),
      variant: z.string().optional(),
      price: MoneyAmount,
    }),
  ),
  /** What the shopper is asked to pay, and to leave as a deposit. */
  payment: CollectionView.optional(),
  deposit: CollectionView.optional(),
  /** What goes back has to be there by then; else the deposit is kept. */
  goodsBy: At.optional(),
  receivedAt: At.optional(),
  /** Since when the shop is asked to send it. */
  askedAt: At.optional(),
  shippedAt: At.optional(),
  /** The shop's own name of its parcel. */
  parcel: z.string().optional(),
  /** The refund by which what goes back pays for it, and of which the rest goes to the shopper. */
  refundId: RefundId.optional(),
  endedAt: At.optional(),
  endedBecause: ExchangeEnd.optional(),
  /** Why a person has to look at it. */
  needsPerson: z.enum(["goods-missing", "money-stuck"]).optional(),
});

export const requestExchange = contract("exchanges.request", {
  summary:
    "Chooses what a shopper gets for everything that goes back on a return request: it is kept for them, a difference is asked for by a link, and nobody is charged.",
  http: "POST /v1/return-requests/:returnRequestId/exchanges",
  input: z.strictObject({
    returnRequestId: ReturnRequestId,
    /** One for each line of the order that goes back, for all its units. */
    lines: z
      .array(z.strictObject({ line: z.int().min(1), sku: z.string().trim().min(1).max(120) }))
      .min(1)
      .max(50),
    /** Sent at once, against a deposit that is released when the goods are back. */
    isInstant: z.boolean().default(false),
  }),
  output: ExchangeView,
});

const One = z.strictObject({ exchangeId: ExchangeId });

export const getExchange = contract("exchanges.get", {
  summary: "One exchange, with what is under way of it.",
  http: "GET /v1/exchanges/:exchangeId",
  input: One,
  output: ExchangeView,
});

export const exchangesOfOrder = contract("exchanges.of-order", {
  summary: "The exchanges of an order, latest first.",
  http: "GET /v1/orders/:orderId/exchanges",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({ items: z.array(ExchangeView) }),
});

export const searchExchanges = contract("exchanges.search", {
  summary: "Exchanges, latest first: all, those in a state, or those of which anything is under way.",
  http: "GET /v1/exchanges",
  input: z.strictObject({
    state: ExchangeState.optional(),
    isOpen: z.boolean().optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(ExchangeView), next: z.string().optional() }),
});

export const cancelExchange = contract("exchanges.cancel", {
  summary:
    "Calls an exchange off before the shop is asked to send it: what was paid goes back, and so does what the goods were worth once they are due.",
  http: "POST /v1/exchanges/:exchangeId/cancellation",
  input: One,
  output: ExchangeView,
});

export const payInstead = contract("exchanges.pay-instead", {
  summary:
    "Gives the money for goods that go back instead of other goods, the way it was paid; an exchange of them is called off. Asked again it answers the same.",
  http: "POST /v1/return-requests/:returnRequestId/money-instead",
  input: z.strictObject({ returnRequestId: ReturnRequestId }),
  output: z.object({
    /** Promised back by that; what is not due yet is paid when it is. */
    amount: MoneyAmount,
    currency: z.string(),
  }),
});
