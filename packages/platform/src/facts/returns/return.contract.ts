import { z } from "zod";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { OrderId, ReturnId, StoreId } from "../identifiers/index.ts";
import { ShopperLabel } from "../shoppers/shopper.contract.ts";

export const ReturnLineView = z.object({
  sku: z.string(),
  title: z.string().optional(),
  quantity: z.int(),
  amount: MoneyAmount,
  reason: z.string().optional(),
  /** The purchase it undoes; absent when it could not be matched. */
  orderId: OrderId.optional(),
  orderNumber: z.string().optional(),
  origin: z.enum(["matched", "unknown"]),
});

export const ReturnView = z.object({
  returnId: ReturnId,
  number: z.string(),
  at: At,
  shopper: ShopperLabel.optional(),
  channel: z.string(),
  storeId: StoreId.optional(),
  storeName: z.string().optional(),
  currency: z.string(),
  amount: MoneyAmount,
  lines: z.array(ReturnLineView),
});

export const getReturn = contract("returns.get", {
  summary: "One return with its lines and the purchases they undo.",
  http: "GET /v1/returns/:returnId",
  input: z.strictObject({ returnId: ReturnId }),
  output: ReturnView,
});
