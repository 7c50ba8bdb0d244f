import { refundCancelled } from "../../facts/refunds/index.ts";
import { RefundParts } from "../../facts/refunds/refund-parts.schema.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { illegalTransition } from "../../foundation/problems/index.ts";
import { postPromise } from "./ledger-lines.ts";
import { lockCeiling } from "./lock-ceiling.ts";
import { lockRefund } from "./lock-refund.ts";
import { orderOfRefund } from "./order-of-refund.ts";
import { identityOf } from "./record-answer.ts";
import { cancelRefund } from "./refund.contract.ts";
import { refundLeg } from "./refund-leg.ts";
import { viewRefund } from "./refund-view.ts";

/**
 * Calls a refund off of which nothing was sent, or all of which failed, so that its money can be given back in another way.
 * @throws not-found (404), illegal-transition (409)
 */
export async function callRefundOff(
  tx: Tx,
  clock: Clock,
  { refundId, actor }: { readonly refundId: string; readonly actor: string },
): Promise<void> {
  // The ceiling first: everybody who needs both takes it before the refund.
  await lockCeiling(tx, await orderOfRefund(tx, refundId));
  const { refund, legs } = await lockRefund(tx, refundId);
  const waiting = legs.filter(({ state }) => state !== "failed" || refund.cancelled_at !== null);
  const state = waiting.map((leg) => refundLeg.next(leg.state, "cancel"))[0] ?? "cancelled";
  const at = clock.now();
  await tx.db
    .updateTable("refund_legs")
    .set({ state, terminal_at: at, due_at: null })
    .where("refund_id", "=", refundId)
    .where("state", "=", "intended")
    .execute();
  await tx.db.updateTable("refunds").set({ cancelled_at: at }).where("id", "=", refundId).execute();
  await tx.db
    .updateTable("refund_ceilings")
    .set((row) => ({ intended: row("intended", "-", refund.amount) }))
    .where("order_id", "=", refund.order_id)
    .execute();
  const parts = RefundParts.parse(refund.parts);
  await postPromise(tx, clock, refund, { parts, actor, cancelled: true });
  await tx.append(refundCancelled({ subject: refund.shopper_id, at, data: identityOf(refund) }));
}

export const cancelRefundOperation = operation(cancelRefund, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { refundId }) {
    await requireNotForGoods(tx, refundId);
    await callRefundOff(tx, clock, { refundId, actor: actor.id });
    return viewRefund(tx, refundId, actor);
  },
});

/** Other goods are sent for it: it is free again when their exchange ends, and whoever freed it before would pay twice. */
async function requireNotForGoods(tx: Tx, refundId: string): Promise<void> {
  const leg = await tx.db
    .selectFrom("refund_legs")
    .select("state")
    .where("refund_id", "=", refundId)
    .where("provider", "=", "exchange")
    .where("state", "=", refundLeg.initial)
    .executeTakeFirst();
  if (leg) throw illegalTransition({ process: refundLeg.name, state: leg.state, command: "cancel", allowed: "–" });
}
