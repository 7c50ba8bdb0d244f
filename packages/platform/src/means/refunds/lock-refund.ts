import type { DatabaseTx } from "../../foundation/database/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { Leg, Refund } from "./refund-tables.ts";

/** A refund with its legs, locked until the transaction ends: the refund first, so that all who change one take turns. */
export interface LockedRefund {
  readonly refund: Refund;
  readonly legs: readonly Leg[];
}

/** @throws not-found (404) */
export async function lockRefund(tx: DatabaseTx, refundId: string): Promise<LockedRefund> {
  const refund = await tx.db
    .selectFrom("refunds")
    .selectAll()
    .where("id", "=", refundId)
    .forUpdate()
    .executeTakeFirst();
  if (!refund) throw notFound();
  const legs = await tx.db
    .selectFrom("refund_legs")
    .selectAll()
    .where("refund_id", "=", refundId)
    .orderBy("id")
    .forUpdate()
    .execute();
  return { refund, legs };
}

/** A leg with the refund that it belongs to. */
export interface LockedLeg extends LockedRefund {
  readonly leg: Leg;
}

/** @throws not-found (404) */
export async function lockLeg(tx: DatabaseTx, legId: string): Promise<LockedLeg> {
  const known = await tx.db.selectFrom("refund_legs").select("refund_id").where("id", "=", legId).executeTakeFirst();
  if (!known) throw notFound();
  const locked = await lockRefund(tx, known.refund_id);
  return { ...locked, leg: locked.legs.find(({ id }) => id === legId)! };
}
