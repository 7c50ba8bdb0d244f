import type { DatabaseTx } from "../../foundation/database/index.ts";

/**
 * Locks all lines of an order until the transaction ends, in the order in which everybody takes them: whoever gives money back, takes goods back
 * or lets them be announced waits here for the others, and sees then what they have left.
 */
export async function lockLines(tx: DatabaseTx, orderId: string): Promise<void> {
  await tx.db
    .selectFrom("order_lines")
    .select("line")
    .where("order_id", "=", orderId)
    .orderBy("line")
    .forUpdate()
    .execute();
}
