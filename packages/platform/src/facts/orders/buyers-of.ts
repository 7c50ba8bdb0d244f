import type { DatabaseTx } from "../../foundation/database/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { familyOf } from "../persons/index.ts";

/**
 * Who bought an order, under whichever names, at least one: what others gave back of it is not theirs to see.
 * @throws not-found (404)
 */
export async function buyersOf(tx: DatabaseTx, orderId: string): Promise<string[]> {
  const order = await tx.db.selectFrom("orders").select("shopper_id").where("id", "=", orderId).executeTakeFirst();
  if (!order) throw notFound({ field: "orderId" });
  return [...new Set([order.shopper_id, ...(await familyOf(tx, order.shopper_id))])];
}
