import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { ExchangeId, OrderId, RemedyRequestId, ReturnRequestId, ShopperId } from "../identifiers/index.ts";
import { ExchangeEnd } from "./exchange.schema.ts";

const exchange = {
  exchangeId: ExchangeId,
  returnRequestId: ReturnRequestId,
  orderId: OrderId,
  shopperId: ShopperId,
};

export const exchangeRequested = fact("exchange.requested", {
  summary: "A shopper chose what they get for goods that go back; it is kept for them.",
  data: z.object({
    ...exchange,
    isInstant: z.boolean(),
    lines: z.array(z.object({ line: z.int(), quantity: z.int(), sku: z.string() })),
    currency: z.string(),
    /** What goes back is worth, and what is chosen costs; minor units. */
    value: MoneyAmount,
    price: MoneyAmount,
    until: At,
  }),
});

export const exchangeConfirmed = fact("exchange.confirmed", {
  summary: "Nothing has to be paid or left as a deposit for an exchange any more.",
  data: z.object({ ...exchange, goodsBy: At.optional() }),
});

export const exchangeShipRequested = fact("exchange.ship-requested", {
  summary:
    "The shop is asked to send what goods were exchanged for; each line names the one that it takes the place of.",
  data: z.object({
    ...exchange,
    requestId: RemedyRequestId,
    lines: z.array(z.object({ line: z.int(), sku: z.string(), quantity: z.int() })),
  }),
});

export const exchangeShipped = fact("exchange.shipped", {
  summary: "The shop has sent what goods were exchanged for.",
  data: z.object({ ...exchange, parcel: z.string().optional() }),
});

export const exchangeCompleted = fact("exchange.completed", {
  summary: "An exchange is over on every side: goods sent, goods back or their deposit kept, and no money on its way.",
  data: z.object({ ...exchange, goodsCameBack: z.boolean() }),
});

export const exchangeEnded = fact("exchange.ended", {
  summary: "An exchange is called off; what was paid for it goes back, and what goes back is paid for instead.",
  data: z.object({ ...exchange, because: ExchangeEnd }),
});
