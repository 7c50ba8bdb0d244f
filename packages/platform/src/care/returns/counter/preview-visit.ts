import { anything, operation } from "../../../foundation/operations/index.ts";
import { tillShareOf } from "../../../means/refunds/index.ts";
import { inOwnStore } from "../in-own-store.ts";
import { readPurchase } from "../lock-purchase.ts";
import { takeUnits } from "../take-units.ts";
import { worthAsked } from "../worth-now.ts";
import { previewVisit } from "./counter.contract.ts";
import type { CounterMoneyWay } from "./counter-rules.schema.ts";
import { readCounterRules } from "./counter-rules.ts";
import { requireDistinct, wayOf } from "./take-back-visit.ts";

/** By the rules that a visit is taken back by, and written down nowhere: whoever comes first may leave less. */
export const previewVisitOperation = operation(previewVisit, {
  by: { associate: inOwnStore, agent: anything, manager: anything, admin: anything },
  async run({ tx, clock }, { storeId, orders: brought, isGift, way: wanted }) {
    requireDistinct(brought.map(({ orderId }) => orderId));
    const { rules } = await readCounterRules(tx, clock.now());
    const way = wayOf(rules, { isGift, way: wanted });
    const orders = [];
    for (const { orderId, lines } of brought) {
      const purchase = await readPurchase(tx, { orderId, storeId, lines });
      const taken = takeUnits(purchase.lines, lines);
      const units = await worthAsked(tx, orderId, taken);
      const amount = units.reduce((sum, unit) => sum + unit.amount, 0n);
      const cash = way === "original" ? await tillShareOf(tx, orderId, { amount, destination: way }) : undefined;
      const till = cash ?? (paysOut(way) ? amount : 0n);
      orders.push({
        ...{ orderId, currency: purchase.currency, till, house: amount - till },
        lines: units.map((unit, index) => ({
          ...{ line: unit.purchased.line, quantity: unit.quantity, amount: unit.amount },
          worth: taken[index]?.amount ?? unit.amount,
        })),
      });
    }
    return { ...(way !== undefined && { way }), orders };
  },
});

/** Whether all of it is counted out at the till. */
function paysOut(way: CounterMoneyWay | undefined): boolean {
  return way === undefined || way === "cash";
}
