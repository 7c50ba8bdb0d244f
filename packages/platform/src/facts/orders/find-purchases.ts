import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { labelsOf } from "../persons/index.ts";
import { findPurchases as contract, type FoundPurchase } from "./order.contract.ts";
import { type Hit, HitPlace, searchPurchases } from "./search-purchases.ts";

interface PurchaseRow {
  id: Id<"ord">;
  shopper_id: string;
  number: string;
  channel: string;
  store_name: string | null;
  currency: string;
  total: bigint;
  units: number;
  returnable_units: number;
  titles: string[];
}

/** What the hits are, with up to three titles of each, those that were searched for first. */
async function describe(tx: DatabaseTx, hits: readonly Hit[], q: string): Promise<z.output<typeof FoundPurchase>[]> {
  if (hits.length === 0) return [];
  const { rows } = await sql<PurchaseRow>`
    select o.id, o.shopper_id, o.key as number, o.channel, s.name as store_name, o.currency, o.total,
      l.units, l.returnable_units, l.titles
    from orders o
    left join stores s on s.id = o.store_id
    cross join lateral (
      select coalesce(sum(quantity), 0)::int as units, coalesce(sum(quantity - returned_quantity), 0)::int as returnable_units,
        coalesce((array_agg(title order by not asked, line))[1:3], '{}') as titles
      from (
        select ol.line, ol.quantity, ol.returned_quantity,
          coalesce(ol.title, nullif(concat_ws(', ', p.title, v.title), ''), ol.sku) as title,
          lower(ol.sku) = ${q.toLowerCase()} or coalesce(v.barcode = ${q}, false) as asked
        from order_lines ol
        left join variants v on v.source = ol.source and v.sku = ol.sku
        left join products p on p.id = v.product_id
        where ol.order_id = o.id
      ) described
    ) l
    where o.id = any(${hits.map((hit) => hit.orderId)}::uuid[])`.execute(tx.db);
  const found = new Map<string, PurchaseRow>(rows.map((row) => [row.id, row]));
  const labels = await labelsOf(
    tx,
    rows.map((row) => row.shopper_id),
  );
  return hits.flatMap(({ orderId, placedAt, matchedBy }) => {
    const row = found.get(orderId);
    if (!row) return [];
    return {
      orderId: row.id,
      number: row.number,
      placedAt,
      shopper: labels.get(row.shopper_id),
      channel: row.channel,
      storeName: row.store_name ?? undefined,
      currency: row.currency,
      total: row.total,
      matchedBy,
      units: row.units,
      returnableUnits: row.returnable_units,
      titles: row.titles,
    };
  });
}

/** Staff search all purchases: what was bought anywhere can be brought back here. */
export const findPurchases = operation(contract, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }, { q, cursor, limit }) {
    const hits = await searchPurchases(tx, { q, after: readCursor(HitPlace, cursor), limit: limit + 1 });
    const { rows, next } = pageOf(hits, limit, HitPlace, ({ rank, placedAt, orderId }) => ({
      rank,
      placedAt,
      orderId,
    }));
    return { items: await describe(tx, rows, q), next };
  },
});
