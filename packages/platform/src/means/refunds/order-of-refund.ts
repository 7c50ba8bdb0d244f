import type { DatabaseTx } from "../../foundation/database/index.ts";
import { notFound } from "../../foundation/problems/index.ts";

/** The order of a refund, which never changes. @throws not-found (404) */
export async function orderOfRefund(tx: DatabaseTx, refundId: string): Promise<string> {
  const row = await tx.db.selectFrom("refunds").select("order_id").where("id", "=", refundId).executeTakeFirst();
  if (!row) throw notFound();
  return row.order_id;
}
