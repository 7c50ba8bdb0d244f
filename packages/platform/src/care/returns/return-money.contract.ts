import { z } from "zod";
import { RefundId, ReturnId, ReturnRequestId } from "../../facts/identifiers/index.ts";
import { RefundTiming, Resolution } from "../../facts/return-requests/return-request.schema.ts";
import { contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";

/** How the house gives something for goods: `cash` waits to be counted out at a till, `exchange` is other goods of that worth. */
const HouseWay = z.enum(["original", "cash", "store-credit", "gift-card", "exchange"]);

/** Who gives what for goods that come back, minor units. What one of them gives nobody else does. */
export const ReturnMoney = z.object({
  currency: z.string(),
  /** What the till pays out for them, and all that it pays. */
  till: MoneyAmount,
  /** What refunds of the house give now, besides what the till pays out. */
  house: z.array(z.object({ way: HouseWay, amount: MoneyAmount, refundId: RefundId.optional() })),
  /** As store credit on top. */
  bonus: MoneyAmount,
  /** Given back by another system, which had said that they came. */
  elsewhere: MoneyAmount,
  /** Of an announced return: how it pays, and what it had given before these goods came or gives once they were looked at. */
  request: z
    .object({
      returnRequestId: ReturnRequestId,
      number: z.string(),
      resolution: Resolution,
      timing: RefundTiming,
      before: MoneyAmount,
      later: MoneyAmount,
    })
    .optional(),
});

export const returnMoney = contract("returns.money", {
  summary: "Who gives what for a return: the till, refunds of the house, or another system; and what is still to come.",
  http: "GET /v1/returns/:returnId/money",
  input: z.strictObject({ returnId: ReturnId }),
  output: ReturnMoney,
});
