import type { DatabaseTx } from "../../foundation/database/index.ts";
import { badInput, notFound } from "../../foundation/problems/index.ts";

interface Place {
  readonly storeId?: string | undefined;
  readonly orderId?: string | undefined;
  readonly currency: string;
}

/** What a movement of credit names must be there. @throws not-found (404), bad-input (400) for another currency than the order's */
export async function requirePlace(tx: DatabaseTx, { storeId, orderId, currency }: Place): Promise<void> {
  if (storeId !== undefined) {
    const store = await tx.db.selectFrom("stores").select("id").where("id", "=", storeId).executeTakeFirst();
    if (!store) throw notFound({ field: "storeId" });
  }
  if (orderId === undefined) return;
  const order = await tx.db.selectFrom("orders").select("currency").where("id", "=", orderId).executeTakeFirst();
  if (!order) throw notFound({ field: "orderId" });
  if (order.currency === currency) return;
  const reason = `expected ${order.currency}, the order's`;
  throw badInput({ field: "currency", reason }, { fields: [{ field: "currency", message: reason }] });
}
