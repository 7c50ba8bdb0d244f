import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { OrderId, PaymentId, ShopperId } from "../identifiers/index.ts";

export const paymentCaptured = fact("payment.captured", {
  summary: "Money for an order came in.",
  data: z.object({
    paymentId: PaymentId,
    orderId: OrderId,
    shopperId: ShopperId,
    method: z.string(),
    amount: MoneyAmount,
    currency: z.string(),
  }),
});
