import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { lockRefund } from "./lock-refund.ts";
import { succeed } from "./record-answer.ts";
import { refundLeg } from "./refund-leg.ts";

/**
 * Says that the goods of an exchange have taken up what was promised for it: from then on its money has arrived. Said again it changes nothing.
 * @throws not-found (404), illegal-transition (409) where it was called off
 */
export async function settleExchange(
  tx: Tx,
  clock: Clock,
  { refundId, actor }: { readonly refundId: string; readonly actor: string },
): Promise<void> {
  let locked = await lockRefund(tx, refundId);
  for (const leg of locked.legs) {
    if (leg.provider !== "exchange" || leg.state === "succeeded") continue;
    const handedOver = { ...leg, state: refundLeg.next(leg.state, "submit") };
    await succeed(tx, clock, { ...locked, leg: handedOver }, { actor });
    const legs = locked.legs.map((other) => (other.id === leg.id ? { ...other, state: "succeeded" as const } : other));
    locked = { ...locked, legs };
  }
}
