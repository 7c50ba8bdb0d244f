import { sql } from "kysely";
import type { IdOf, OrderId, ShopperId } from "../identifiers/index.ts";
import type { Batch, Entry } from "./batch.ts";

export interface FoundOrder {
  readonly id: IdOf<typeof OrderId>;
  readonly shopperId: IdOf<typeof ShopperId>;
  readonly channel: string;
  readonly currency: string;
  readonly placedAt: Date;
}

interface FoundRow {
  readonly id: string;
  readonly name: string;
  readonly shopper_id: string;
  readonly channel: string;
  readonly currency: string;
  readonly placed_at: Date;
}

/** The orders that records name, by their number or by what the shop calls them. A record that names any other order is rejected. */
export async function findOrders(
  batch: Batch,
  entries: readonly Entry<"order-lines" | "payment" | "return" | "cancellation">[],
): Promise<Map<string, FoundOrder>> {
  const naming = entries.filter(({ record }) => record.order !== undefined);
  if (naming.length === 0) return new Map();
  const keys = [...new Set(naming.map(({ record }) => record.order as string))];
  const { rows } = await sql<FoundRow>`
    select 1 as place, o.id, o.key as name, o.shopper_id, o.channel, o.currency, o.placed_at
    from orders o where o.source = ${batch.source} and o.key = any(${keys})
    union all
    select 0, o.id, r.reference, o.shopper_id, o.channel, o.currency, o.placed_at
    from order_references r join orders o on o.id = r.order_id
    where r.source = ${batch.source} and r.reference = any(${keys})
    order by place`.execute(batch.tx.db);
  const orders = new Map(
    // A number that a shopper sees is that order's, whatever another is called inside the shop.
    rows.map((row) => [
      row.name,
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
