import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { intendRefund, type WantedRefund } from "./intend-refund.ts";
import { lockRefund } from "./lock-refund.ts";
import { succeed } from "./record-answer.ts";
import { refundLeg } from "./refund-leg.ts";
import type { Refund } from "./refund-tables.ts";

/**
 * Records money that the shop has paid back by itself, as when it called an order off: under the same ceiling and the same reference as money
 * of ours, so that nothing is paid twice, and arrived at once.
 * @throws not-found (404), bad-input (400), refund-exceeds-paid, refund-part-exceeds-paid, refund-reference-reused (409)
 */
export async function recordOutsideRefund(
  tx: Tx,
  clock: Clock,
  wanted: Omit<WantedRefund, "destination" | "legs">,
): Promise<Refund> {
  const { amount, actor } = wanted;
  const refund = await intendRefund(tx, clock, {
    ...wanted,
    destination: "original",
    legs: [{ provider: "manual", amount }],
  });
  const locked = await lockRefund(tx, refund.id);
  for (const leg of locked.legs) {
    if (leg.state !== "intended") continue;
    const handedOver = { ...leg, state: refundLeg.next(leg.state, "submit") };
    await succeed(tx, clock, { ...locked, leg: handedOver }, { actor });
  }
  return refund;
}
