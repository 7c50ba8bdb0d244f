import { lockLines } from "../../facts/orders/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type OrderMoney, readOrderMoney } from "./order-money.ts";

/**
 * Locks an order for whoever promises money back, until the transaction ends: its lines first, in the order in which every return takes
 * them, then the ceiling's row. Of two who ask at once the second sees what the first has promised, and a return at a counter
 * and a refund see each other.
 * @throws not-found (404)
 */
export async function lockOrderMoney(tx: DatabaseTx, orderId: string): Promise<OrderMoney> {
  await lockLines(tx, orderId);
  await lockCeiling(tx, orderId);
  // Read after the locks: only then is it what those who held them before have left.
  return readOrderMoney(tx, orderId);
}

/** Locks the ceiling's row alone, for whoever promises nothing new. */
export async function lockCeiling(tx: DatabaseTx, orderId: string): Promise<void> {
  await tx.db
    .insertInto("refund_ceilings")
    .columns(["order_id", "shopper_id", "currency"])
    .expression((eb) => eb.selectFrom("orders").select(["id", "shopper_id", "currency"]).where("id", "=", orderId))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx.db.selectFrom("refund_ceilings").select("order_id").where("order_id", "=", orderId).forUpdate().execute();
}
