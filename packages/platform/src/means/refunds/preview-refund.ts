import { anything, operation } from "../../foundation/operations/index.ts";
import { checkRefund, checkTarget } from "./check-refund.ts";
import { ceilingWith, readOrderMoney } from "./order-money.ts";
import { planLegs } from "./plan-legs.ts";
import { previewRefund } from "./refund.contract.ts";

/** By the rules that a refund itself is made by. Nothing is locked: whoever comes first may leave less. */
export const previewRefundOperation = operation(previewRefund, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }, { orderId, amount, destination, split, parts: given }) {
    checkTarget(amount, split ?? destination);
    const money = await readOrderMoney(tx, orderId);
    const parts = checkRefund(money, { amount, parts: given });
    const methods = new Map(money.payments.map(({ paymentId, method }) => [paymentId, method]));
    const legs = planLegs(money, amount, split ?? destination).map(({ provider, paymentId, amount }) => {
      const method = paymentId === undefined ? undefined : methods.get(paymentId);
      return { provider, amount, ...(method !== undefined && { method }) };
    });
    const { currency } = money;
    return { amount, currency, parts: [...parts], legs, left: ceilingWith(money, parts).available - amount };
  },
});
