import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { Collection } from "./collection-tables.ts";

/** The row is the lock at which the shopper's page, a provider's news, the desk and the clock meet. @throws not-found (404) */
export async function lockCollection(tx: DatabaseTx, id: string): Promise<Collection> {
  const query = tx.db.selectFrom("collections").selectAll().where("id", "=", id).forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) throw notFound({ field: "collectionId" });
  return row;
}

/** What every fact about a collection says. */
export function identityOf({ id, shopper_id, order_id, purpose, kind, amount, currency }: Collection) {
  return {
    ...{ collectionId: id as Id<"col">, shopperId: shopper_id as Id<"shp">, purpose, kind, amount, currency },
    ...(order_id !== null && { orderId: order_id as Id<"ord"> }),
  };
}
