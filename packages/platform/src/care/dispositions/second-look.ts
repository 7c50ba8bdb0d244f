import { isFaulty } from "../../facts/returns/reasons/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { ItemTable } from "./item-tables.ts";

/**
 * Of items those that were announced as faulty and of which nobody of the staff has written or photographed what they found. Whoever says that goods
 * are broken is more often right than a glance: on the shelf again they would be sold to the next shopper. A photo of the shopper's own shows what
 * was announced, and explains nothing.
 * @returns their identifiers
 */
export async function needSecondLook(tx: DatabaseTx, items: readonly ItemTable[]): Promise<ReadonlySet<string>> {
  const unexplained = items.filter(({ reason, note }) => isFaulty(reason ?? undefined) && note === null);
  if (unexplained.length === 0) return new Set();
  const seen = await tx.db
    .selectFrom("items as i")
    .innerJoin("return_photos as p", (join) =>
      join.onRef("p.order_id", "=", "i.order_id").onRef("p.line", "=", "i.order_line"),
    )
    .select("i.id")
    .where(
      "i.id",
      "in",
      unexplained.map(({ id }) => id),
    )
    .where("p.by_shopper", "=", false)
    .whereRef("p.stored_at", ">=", "i.received_at")
    .execute();
  const explained = new Set(seen.map(({ id }) => id));
  return new Set(unexplained.flatMap(({ id }) => (explained.has(id) ? [] : [id])));
}
