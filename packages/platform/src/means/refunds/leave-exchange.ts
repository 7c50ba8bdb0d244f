import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { lockCeiling } from "./lock-ceiling.ts";
import { lockRefund } from "./lock-refund.ts";
import { readOrderMoney } from "./order-money.ts";
import { orderOfRefund } from "./order-of-refund.ts";
import { planLegs, storeLegs, wayOf } from "./plan-legs.ts";
import { refundLeg } from "./refund-leg.ts";

/**
 * The exchange that a refund was to pay for is off: its money goes back the way it was paid, and a gift's as a gift card. It stays promised and under the ceiling all the while.
 * What goods have taken up already stays with them. Said again it changes nothing.
 */
export async function leaveExchange(tx: Tx, clock: Clock, refundId: string): Promise<void> {
  const orderId = await orderOfRefund(tx, refundId);
  await lockCeiling(tx, orderId);
  const { refund, legs } = await lockRefund(tx, refundId);
  const waiting = legs.filter(({ provider, state }) => provider === "exchange" && state === refundLeg.initial);
  const amount = waiting.reduce((sum, leg) => sum + leg.amount, 0n);
  if (amount === 0n) return;
  await tx.db
    .updateTable("refund_legs")
    .set({ state: refundLeg.next(refundLeg.initial, "cancel"), terminal_at: clock.now(), due_at: null })
    .where(
      "id",
      "in",
      waiting.map(({ id }) => id),
    )
    .execute();
  await storeLegs(tx, clock, refund, planLegs(await readOrderMoney(tx, orderId), amount, wayOf(refund)));
}
