import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type OrderLink, plainNumber } from "./find-orders.ts";

/**
 * Writes which orders parcels hold goods of, and whose they therefore are. The parcels must be locked.
 * @returns the links that were not there before
 */
export async function linkOrders(tx: DatabaseTx, links: readonly OrderLink[]): Promise<OrderLink[]> {
  if (links.length === 0) return [];
  const json = JSON.stringify(links.map((link) => ({ ...link, number: plainNumber(link.key) })));
  const inserted = await sql<{ parcelId: string; orderId: string }>`
    insert into parcel_orders (parcel_id, order_id, shopper_id)
    select "parcelId", "orderId", "shopperId"
    from jsonb_to_recordset(${json}::jsonb) as r ("parcelId" uuid, "orderId" uuid, "shopperId" uuid)
    on conflict (parcel_id, order_id) do nothing
    returning parcel_id as "parcelId", order_id as "orderId"`.execute(tx.db);
  const isNew = new Set(inserted.rows.map(({ parcelId, orderId }) => `${parcelId} ${orderId}`));
  await sql`
    update parcels p set shopper_id = (
      select o.shopper_id from parcel_orders o where o.parcel_id = p.id order by o.order_id limit 1
    )
    where p.id = any(${inserted.rows.map(({ parcelId }) => parcelId)}::uuid[]) and p.shopper_id is null`.execute(tx.db);
  await sql`
    delete from parcel_claims c using jsonb_to_recordset(${json}::jsonb) as r ("parcelId" uuid, number text)
    where c.parcel_id = r."parcelId" and c.order_key = r.number`.execute(tx.db);
  await insertLines(tx, links);
  return links.filter(({ parcelId, orderId }) => isNew.delete(`${parcelId} ${orderId}`));
}

/** What is in the parcels, where it is said, by lines of the order: what is not on the order is left out. */
async function insertLines(tx: DatabaseTx, links: readonly OrderLink[]): Promise<void> {
  const contents = links.flatMap(({ parcelId, orderId, lines = [] }) =>
    lines.map(({ sku, quantity }) => ({ parcelId, orderId, sku, quantity })),
  );
  if (contents.length === 0) return;
  await sql`
    insert into parcel_lines (parcel_id, order_id, line, quantity)
    select r."parcelId", r."orderId", l.line, least(l.quantity, sum(r.quantity))
    from jsonb_to_recordset(${JSON.stringify(contents)}::jsonb) as r
      ("parcelId" uuid, "orderId" uuid, sku text, quantity int)
    join lateral (
      select line, quantity from order_lines where order_id = r."orderId" and sku = r.sku order by line limit 1
    ) l on true
    group by r."parcelId", r."orderId", l.line, l.quantity
    on conflict (parcel_id, order_id, line) do nothing`.execute(tx.db);
}
