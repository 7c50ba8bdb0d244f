import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { idOf } from "../../foundation/ids/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { ShopperId } from "../identifiers/index.ts";

const AdjustmentId = idOf("adj");

/** The subject is the shopper where there is one, else the adjustment itself. */
export const adjustmentRecorded = fact("adjustment.recorded", {
  summary: "Postage, a fee, a discount, bad debt or a stock correction was booked.",
  data: z.object({
    adjustmentId: AdjustmentId,
    shopperId: ShopperId.optional(),
    kind: z.string(),
    code: z.string(),
    quantity: z.int(),
    amount: MoneyAmount,
    currency: z.string(),
  }),
});
