import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { OrderId, ShopperId, StoreId } from "../identifiers/index.ts";

const PlacedLine = z.object({
  line: z.int(),
  sku: z.string(),
  category: z.string().optional(),
  quantity: z.int(),
  /** Price × quantity before discounts. */
  listed: MoneyAmount,
  discount: MoneyAmount,
  tax: MoneyAmount,
  /** `listed − discount`: what was paid for the whole line. */
  paid: MoneyAmount,
});
export type PlacedLine = z.output<typeof PlacedLine>;

export const orderPlaced = fact("order.placed", {
  summary: "A shopper bought something; what was paid for each line is frozen here.",
  data: z.object({
    orderId: OrderId,
    shopperId: ShopperId,
    number: z.string(),
    channel: z.string(),
    storeId: StoreId.optional(),
    currency: z.string(),
    shipping: MoneyAmount,
    /** What standard postage would have cost; absent where the shop did not say. */
    standardShipping: MoneyAmount.optional(),
    lines: z.array(PlacedLine),
  }),
});

export const orderLinesAdded = fact("order.lines-added", {
  summary: "Further lines of an order became known.",
  data: z.object({
    orderId: OrderId,
    shopperId: ShopperId,
    channel: z.string(),
    currency: z.string(),
    lines: z.array(PlacedLine),
  }),
});

export const orderCancelled = fact("order.cancelled", {
  summary: "Units of an order were called off before they left; nothing is left of it where `nothingLeft` says so.",
  data: z.object({
    orderId: OrderId,
    shopperId: ShopperId,
    currency: z.string(),
    /** Every unit of the order has been called off or has come back. */
    nothingLeft: z.boolean(),
    lines: z.array(
      z.object({
        line: z.int(),
        sku: z.string(),
        category: z.string().optional(),
        quantity: z.int(),
        /** Their share of what was paid for the line. */
        paid: MoneyAmount,
      }),
    ),
  }),
});
