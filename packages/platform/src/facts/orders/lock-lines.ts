import { type DatabaseTx, statement } from "../../foundation/database/index.ts";

/**
 * Locks all lines of an order until the transaction ends, in the order in which everybody takes them: whoever gives money back, takes goods back
 * or lets them be announced waits here for the others, and sees then what they have left.
 */
export async function lockLines(tx: DatabaseTx, orderId: string): Promise<void> {
  await lockAll(tx, orderId);
}

const lockAll = statement<[orderId: string], { line: number }>(
  "lock-order-lines",
  "select line from order_lines where order_id = $1 order by line for update",
);
