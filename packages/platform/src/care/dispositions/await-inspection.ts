import { sql } from "kysely";
import { returnRecorded } from "../../facts/returns/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { on } from "../../foundation/reactions/index.ts";
import { itemProcess } from "./item.ts";

/**
 * What came back waits for somebody to look at it: arriving is not being inspected. History that was imported waits for nobody, and what the shopper
 * keeps or has given away is not here to be looked at: it counts as come back for its money alone.
 */
export const awaitInspection = on(returnRecorded, "dispositions.await-inspection", ({ tx }, { data }) =>
  putInLine(tx, data.returnId),
);

interface LineRow {
  line: number;
  shopper_id: string;
  sku: string;
  title: string | null;
  category: string | null;
  quantity: number;
  amount: bigint;
  currency: string;
  reason: string | null;
  order_id: string | null;
  order_line: number | null;
  source: string;
  store_id: string | null;
  returned_at: Date;
  country: string | null;
}

async function putInLine(tx: DatabaseTx, returnId: string): Promise<void> {
  const { rows } = await sql<LineRow>`
    select l.line, l.shopper_id, l.sku, coalesce(l.title, bought.title) as title, coalesce(l.category, bought.category) as category,
      l.quantity, l.amount, r.currency, l.reason, l.order_id, l.order_line, coalesce(bought.source, r.source) as source,
      r.store_id, r.returned_at, coalesce(store.country, origin.country, warehouse.country) as country
    from return_lines l
    join returns r on r.id = l.return_id
    left join order_lines bought on bought.order_id = l.order_id and bought.line = l.order_line
    left join order_deliveries way on way.order_id = l.order_id
    left join stores store on store.id = r.store_id
    left join shipping_origins origin on origin.key = way.origin_key
    left join lateral (
      select country from shipping_origins where store_id is null order by closed, key limit 1
    ) warehouse on true
    where l.return_id = ${returnId} and not exists (
      select from return_requests q where q.id = r.request_id and q.method in ('keep-it', 'donate-it')
    )`.execute(tx.db);
  if (rows.length === 0) return;
  const items = rows.map(({ line, amount, returned_at, ...row }) => ({
    ...{ id: newId<"itm">(), return_id: returnId, return_line: line, piece: 1 },
    ...row,
    ...{ paid: amount, received_at: returned_at, state: itemProcess.initial },
  }));
  await tx.db
    .insertInto("items")
    .values(items)
    // Delivered twice, it waits once.
    .onConflict((conflict) => conflict.columns(["return_id", "return_line", "piece"]).doNothing())
    .execute();
}
