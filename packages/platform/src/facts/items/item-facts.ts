import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { DestinationId, ItemId, OrderId, ReturnId, ShopperId, StoreId } from "../identifiers/index.ts";

const item = {
  itemId: ItemId,
  returnId: ReturnId,
  returnLine: z.int(),
  shopperId: ShopperId,
  /** The purchase that the return undoes, where it is known. */
  orderId: OrderId.optional(),
  orderLine: z.int().optional(),
  sku: z.string(),
  quantity: z.int(),
  grade: z.string(),
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
