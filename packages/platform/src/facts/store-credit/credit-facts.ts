import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { CreditEntryId, OrderId, ShopperId, StoreId } from "../identifiers/index.ts";

const moved = {
  /** The account, also where the credit is for what was bought as a guest. */
  shopperId: ShopperId,
  entryId: CreditEntryId,
  amount: MoneyAmount,
  currency: z.string(),
  /** In that currency, after it. */
  balance: MoneyAmount,
  reference: z.string(),
  orderId: OrderId.optional(),
};

export const storeCreditGranted = fact("store-credit.granted", {
  summary:
    "A shopper was given store credit: instead of money, to make something good, on top of it for a return, or by the desk.",
  data: z.object({ ...moved, because: z.enum(["refund", "remedy", "return", "desk"]) }),
});

export const storeCreditSpent = fact("store-credit.spent", {
  summary: "A shopper paid with store credit.",
  data: z.object({ ...moved, storeId: StoreId.optional() }),
});
