import type { Tx } from "../../foundation/events/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { ItemTable } from "./item-tables.ts";

/**
 * Items, locked until the transaction ends, in one order for everybody.
 * @throws not-found (404) naming the field where one of them does not exist
 */
export async function lockItems(tx: Tx, itemIds: readonly string[], field = "itemIds"): Promise<ItemTable[]> {
  const ids = [...new Set(itemIds)];
  const rows = await tx.db.selectFrom("items").selectAll().where("id", "in", ids).orderBy("id").forUpdate().execute();
  if (rows.length < ids.length) throw notFound({ field });
  return rows;
}

/** @throws not-found (404) */
export async function lockItem(tx: Tx, itemId: string): Promise<ItemTable> {
  const [item] = await lockItems(tx, [itemId], "itemId");
  return item!;
}
