import { parcelsOfOrder } from "../../facts/parcels/index.ts";
import { familyOf } from "../../facts/persons/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type SellingGate, sellingAllowed } from "./selling-gate.ts";

/** Goods that are longer on their way than this are no reason to be silent any more: somebody forgot to tell that they arrived. */
const lookBackDays = 60;
const dayMs = 86_400_000;

/** Whether a person may be sold something to now, by the orders of their account and of every guest that was merged into it. */
export async function sellingGateOf(tx: DatabaseTx, shopperId: string, now: Date): Promise<SellingGate> {
  const rows = await tx.db
    .selectFrom("orders")
    .select(["id", "shopper_id", "placed_at", "channel"])
    .where("shopper_id", "in", await familyOf(tx, shopperId))
    .where("placed_at", ">=", new Date(now.getTime() - lookBackDays * dayMs))
    .where("placed_at", "<=", now)
    .execute();
  const orders = [];
  for (const { id: orderId, shopper_id: shopperId, placed_at: placedAt, channel } of rows) {
    const inStore = channel === "store";
    const parcels = inStore ? [] : await parcelsOfOrder(tx, { shopperId, orderId });
    orders.push({ placedAt, inStore, parcels });
  }
  return sellingAllowed(orders, now);
}
