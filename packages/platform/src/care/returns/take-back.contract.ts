import { z } from "zod";
import { OrderId, StoreId } from "../../facts/identifiers/index.ts";
import { ReturnView } from "../../facts/returns/return.contract.ts";
import { contract } from "../../foundation/contracts/index.ts";
import { DecisionView } from "../../judgement/decisions/decision.contract.ts";
import { ReturnMoney } from "./return-money.contract.ts";

export const takeBack = contract("returns.take-back", {
  summary: "Takes lines of a purchase back at the counter and answers the return with the best next step.",
  http: "POST /v1/returns",
  input: z.strictObject({
    orderId: OrderId,
    storeId: StoreId,
    lines: z
      .array(
        z.strictObject({
          line: z.int().min(1),
          quantity: z.int().min(1).max(1_000_000),
          /** A return reason handle, e.g. `too-small`. */
          reason: z.string().min(1).max(120).optional(),
        }),
      )
      .min(1)
      .max(500),
  }),
  output: z.object({
    return: ReturnView,
    /** What the till pays for it by itself; what refunds gave for these goods before is not in it. */
    money: ReturnMoney,
    decision: DecisionView.optional(),
  }),
});
