import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { lockRefund } from "./lock-refund.ts";
import { readOrderMoney } from "./order-money.ts";
import { planLegs, type RefundTarget } from "./plan-legs.ts";
import { succeed } from "./record-answer.ts";
import { refundLeg } from "./refund-leg.ts";

interface CountingOut {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: string;
}

/**
 * Counts out at a till what of refunds waits for one: whoever they are for stands there. What was counted out before is not counted out again.
 * @param reference kept with each share, to say when it was
 * @returns what was counted out now, minor units
 */
export async function countOutAtTill(
  { tx, clock, actor }: CountingOut,
  refundIds: readonly string[],
  reference: string,
): Promise<bigint> {
  let sum = 0n;
  for (const refundId of [...new Set(refundIds)].toSorted()) {
    const locked = await lockRefund(tx, refundId);
    if (locked.refund.cancelled_at !== null) continue;
    let { legs } = locked;
    for (const leg of locked.legs) {
      if (leg.provider !== "till" || leg.state !== "intended") continue;
      const handed = { ...leg, state: refundLeg.next(leg.state, "submit") };
      await succeed(tx, clock, { refund: locked.refund, legs, leg: handed }, { actor, reference });
      legs = legs.map((one) => (one.id === leg.id ? { ...one, state: "succeeded" } : one));
      sum += leg.amount;
    }
  }
  return sum;
}

/**
 * What of a refund a till would count out, as it was paid in cash; minor units. Nothing is locked: whoever comes first may leave less.
 * @throws not-found (404)
 */
export async function tillShareOf(
  tx: DatabaseTx,
  orderId: string,
  { amount, destination }: { readonly amount: bigint; readonly destination: RefundTarget },
): Promise<bigint> {
  if (amount <= 0n) return 0n;
  const legs = planLegs(await readOrderMoney(tx, orderId), amount, destination);
  return legs.reduce((sum, leg) => sum + (leg.provider === "till" ? leg.amount : 0n), 0n);
}
