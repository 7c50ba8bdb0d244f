import type { DatabaseTx } from "../../foundation/database/index.ts";
import { familyOf } from "../persons/index.ts";

/** Who bought an order, under whichever names: what others gave back of it is not theirs to see. Empty for an unknown order. */
export async function buyersOf(tx: DatabaseTx, orderId: string): Promise<string[]> {
  const order = await tx.db.selectFrom("orders").select("shopper_id").where("id", "=", orderId).executeTakeFirst();
  return order ? familyOf(tx, order.shopper_id) : [];
}
