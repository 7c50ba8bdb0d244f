import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { OrderId, ReturnId, ReturnRequestId, ShopperId, StoreId } from "../identifiers/index.ts";

export const returnRecorded = fact("return.recorded", {
  summary: "Goods came back. A line without an order is of unknown origin.",
  data: z.object({
    returnId: ReturnId,
    shopperId: ShopperId,
    number: z.string(),
    channel: z.string(),
    storeId: StoreId.optional(),
    /** The request on which the goods came. */
    returnRequestId: ReturnRequestId.optional(),
    currency: z.string(),
    lines: z.array(
      z.object({
        sku: z.string(),
        category: z.string().optional(),
        quantity: z.int(),
        amount: MoneyAmount,
        reason: z.string().optional(),
        orderId: OrderId.optional(),
        orderLine: z.int().optional(),
        /** Of these units, those whose money had gone ahead of them and was not given again here. Absent where nobody here has reckoned that. */
        paidAhead: z.int().optional(),
      }),
    ),
  }),
});
