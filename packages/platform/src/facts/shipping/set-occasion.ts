import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { ownOrder } from "../orders/index.ts";
import { markOccasion } from "./order-delivery.ts";
import { setOccasion } from "./shipping.contract.ts";

export const setOccasionOperation = operation(setOccasion, {
  by: { shopper: ownOrder, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }, { orderId, occasion }) {
    const marked = await markOccasion(tx, orderId, occasion);
    if (!marked) throw notFound();
    return { orderId, ...(marked.occasion && { occasion: marked.occasion }) };
  },
});
