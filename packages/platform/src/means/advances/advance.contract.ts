import { z } from "zod";
import { OrderId, ReturnRequestId, ShopperId } from "../../facts/identifiers/index.ts";
import { ShopperLabel } from "../../facts/shoppers/shopper.contract.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";

const AdvanceState = z.enum(["open", "reminded", "claimed", "ended"]);

const AdvanceView = z.object({
  returnRequestId: ReturnRequestId,
  orderId: OrderId,
  orderNumber: z.string(),
  shopperId: ShopperId,
  shopper: ShopperLabel.optional(),
  /** `claimed`: a person decides. */
  state: AdvanceState,
  /** Paid for goods that have not come, minor units. */
  outstanding: MoneyAmount,
  currency: z.string(),
  openedAt: At,
  /** When the shopper is reminded, or a person is asked. */
  dueAt: At.optional(),
  endedAt: At.optional(),
  endedBecause: z.enum(["came", "paid", "waived", "called-off"]).optional(),
});

export const searchAdvances = contract("return-advances.search", {
  summary: "Money that went back before its goods came, oldest first, with what is owed in all for each currency.",
  http: "GET /v1/return-advances",
  input: z.strictObject({
    /** Absent: all for which something is owed. */
    state: AdvanceState.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(AdvanceView),
    /** Of all that is not ended. */
    outstanding: z.array(z.object({ currency: z.string(), amount: MoneyAmount, count: z.int() })),
    next: z.string().optional(),
  }),
});

export const endAdvance = contract("return-advances.end", {
  summary: "Says what became of money that went back early: the goods came otherwise, were paid for, or are let go.",
  http: "POST /v1/return-advances/:returnRequestId/end",
  input: z.strictObject({ returnRequestId: ReturnRequestId, because: z.enum(["came", "paid", "waived"]) }),
  output: AdvanceView,
});

export type AdvanceShown = z.output<typeof AdvanceView>;
