import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, problemKind } from "../../foundation/problems/index.ts";
import { lockCeiling } from "./lock-ceiling.ts";
import { lockRefund } from "./lock-refund.ts";
import { readOrderMoney } from "./order-money.ts";
import { orderOfRefund } from "./order-of-refund.ts";
import { planLegs, storeLegs, wayOf } from "./plan-legs.ts";
import { retryRefund } from "./refund.contract.ts";
import { missingOf, viewRefund } from "./refund-view.ts";

/** All of the refund has arrived, is on its way, or was called off: there is nothing to pay anew. */
const refundNothingMissing = problemKind("refund-nothing-missing", 409);

/** New legs, and with them new keys: what failed has failed for good, so paying under its key would pay nothing. */
export const retryRefundOperation = operation(retryRefund, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock, actor }, { refundId, destination }) {
    const orderId = await orderOfRefund(tx, refundId);
    await lockCeiling(tx, orderId);
    const { refund, legs } = await lockRefund(tx, refundId);
    const missing = missingOf(refund, legs);
    if (missing === 0n || refund.cancelled_at !== null) throw refundNothingMissing();
    if (refund.holder_id !== null && destination === "original") {
      const reason = "is not for a gift: its value is of whoever was given it; expected gift-card or store-credit";
      throw badInput({ field: "destination", reason }, { fields: [{ field: "destination", message: reason }] });
    }
    const money = await readOrderMoney(tx, orderId);
    await storeLegs(tx, clock, refund, planLegs(money, missing, destination ?? wayOf(refund)));
    return viewRefund(tx, refundId, actor);
  },
});
