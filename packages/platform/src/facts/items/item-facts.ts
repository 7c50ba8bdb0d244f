import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { DestinationId, ItemId, OrderId, ReturnId, ReturnRequestId, ShopperId, StoreId } from "../identifiers/index.ts";

const item = {
  itemId: ItemId,
  /** Absent of goods that nobody had announced, as long as nobody has said that they are a return. */
  returnId: ReturnId.optional(),
  returnLine: z.int().optional(),
  /** How goods came in that nobody had announced. */
  stray: z.enum(["over", "wrong", "unknown"]).optional(),
  /** Of nobody who is known, a guest of their own. */
  shopperId: ShopperId,
  /** The purchase that the return undoes, where it is known. */
  orderId: OrderId.optional(),
  orderLine: z.int().optional(),
  sku: z.string(),
  quantity: z.int(),
  grade: z.string(),
};
const stray = {
  itemId: ItemId,
  shopperId: ShopperId,
  sku: z.string(),
  quantity: z.int(),
  kind: z.enum(["over", "wrong", "unknown"]),
};
const disposed = { ...item, disposition: z.string(), destinationId: DestinationId.optional() };

export const itemInspected = fact("item.inspected", {
  summary: "Units that came back were looked at and graded. Says nothing of what they are credited with.",
  data: z.object(item),
});

export const itemDisposed = fact("item.disposed", {
  summary:
    "It was decided what becomes of units that came back: back into stock, sold otherwise, given away, recycled.",
  data: z.object({
    ...disposed,
    storeId: StoreId.optional(),
    /** Why they may be destroyed, where a law asks for it. */
    ground: z.string().optional(),
    weightGrams: z.int().optional(),
  }),
});

export const itemUndone = fact("item.undone", {
  summary: "What had been decided about units that came back was taken back, before anything was done.",
  data: z.object(disposed),
});

export const itemHandedOver = fact("item.handed-over", {
  summary: "A charity, recycler or buyer took units that came back, and gave a receipt.",
  data: z.object({ ...disposed, receipt: z.string() }),
});

export const strayReceived = fact("item.stray-received", {
  summary: "Goods came in that nobody had announced: too many, another article, or of a parcel that nobody knows.",
  data: z.object({ ...stray, returnRequestId: ReturnRequestId.optional(), storeId: StoreId.optional() }),
});

export const strayAssigned = fact("item.stray-assigned", {
  summary:
    "It was said whose goods are that nobody had announced: a return of an order, a shopper’s, or the shop’s own.",
  data: z.object({
    ...stray,
    to: z.enum(["return", "shopper", "house"]),
    orderId: OrderId.optional(),
    returnId: ReturnId.optional(),
  }),
});
