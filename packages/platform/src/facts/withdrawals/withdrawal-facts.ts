import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { OrderId, ShopperId, WithdrawalId } from "../identifiers/index.ts";

const withdrawal = { withdrawalId: WithdrawalId, shopperId: ShopperId, orderId: OrderId.optional() };

export const withdrawalStated = fact("withdrawal.stated", {
  summary:
    "A shopper stated that they withdraw from a purchase. The order is missing where nobody knows which one it is.",
  data: z.object({ ...withdrawal, flags: z.array(z.string()) }),
});

export const withdrawalEnded = fact("withdrawal.ended", {
  summary: "A person has done all that follows from a withdrawal, or has set it aside.",
  data: z.object({ ...withdrawal, how: z.enum(["settled", "set-aside"]) }),
});
