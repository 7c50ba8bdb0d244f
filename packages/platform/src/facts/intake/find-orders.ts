import type { IdOf, OrderId, ShopperId } from "../identifiers/index.ts";
import type { Batch, Entry } from "./batch.ts";

export interface FoundOrder {
  readonly id: IdOf<typeof OrderId>;
  readonly shopperId: IdOf<typeof ShopperId>;
  readonly channel: string;
  readonly currency: string;
  readonly placedAt: Date;
}

/** The orders that records name, by key. A record that names any other order is rejected. */
export async function findOrders(
  batch: Batch,
  entries: readonly Entry<"order-lines" | "payment" | "return">[],
): Promise<Map<string, FoundOrder>> {
  const naming = entries.filter(({ record }) => record.order !== undefined);
  if (naming.length === 0) return new Map();
  const keys = [...new Set(naming.map(({ record }) => record.order as string))];
  const rows = await batch.tx.db
    .selectFrom("orders")
    .select(["id", "key", "shopper_id", "channel", "currency", "placed_at"])
    .where("source", "=", batch.source)
    .where("key", "in", keys)
    .execute();
  const orders = new Map(
    rows.map((row) => [
      row.key,
      {
        id: row.id as FoundOrder["id"],
        shopperId: row.shopper_id as FoundOrder["shopperId"],
        channel: row.channel,
        currency: row.currency,
        placedAt: row.placed_at,
      },
    ]),
  );
  for (const entry of naming) {
    const { order } = entry.record;
    if (order !== undefined && !orders.has(order))
      batch.reject(entry, "order", `names the unknown order ${order}; send its order record first`);
  }
  return orders;
}
