import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import { type DatabaseTx, likeBeginning } from "../../foundation/database/index.ts";
import { everyMemberOf, shoppersNamed } from "../persons/index.ts";

/** Where a hit stands in the listing: exact hits (rank 0) before those by a beginning (rank 1), in each the latest first. */
export const HitPlace = z.object({ rank: z.int().min(0).max(1), placedAt: At, orderId: z.uuid() });
export type HitPlace = z.output<typeof HitPlace>;

export interface Hit extends HitPlace {
  readonly matchedBy: "order" | "customer" | "name" | "barcode" | "sku";
}

/**
 * The orders that a search text may mean, at most `limit` after a place. Exact: order number, customer number, barcode,
 * stock code. By their beginning: order number, every word of the text as the beginning of a word of the name. Case does
 * not matter. Crosses all shoppers by nature, as whoever stands at the counter is not known yet; each branch goes by an index.
 */
export async function searchPurchases(
  tx: DatabaseTx,
  { q, after, limit }: { readonly q: string; readonly after: HitPlace | undefined; readonly limit: number },
): Promise<Hit[]> {
  const lower = q.toLowerCase();
  const skus = [...new Set([q, q.toUpperCase(), lower])];
  const hits = (rank: 0 | 1, matchedBy: Hit["matchedBy"], condition: RawBuilder<unknown>) => sql`
    (select o.id, o.placed_at, ${sql.lit(rank)} as rank, ${sql.lit(matchedBy)} as matched_by from orders o
     where (${condition}) and ${beyond(after, rank)}
     order by o.placed_at desc, o.id desc limit ${limit})`;
  const isNumber = sql`lower(o.key) = ${lower}`;
  const isCustomer = sql`o.shopper_id = any(array(select id from customers))`;
  const hasBarcode = sql`o.id in (select l.order_id from scanned s join order_lines l on l.sku = s.sku and l.source = s.source)`;
  const hasSku = sql`o.id in (select l.order_id from order_lines l where l.sku = any(${skus}::text[]))`;
  // What was shown as an exact hit on an earlier page must not come again as one by its beginning.
  const isExact = sql`${isNumber} or ${isCustomer} or ${hasBarcode} or ${hasSku}`;
  const { rows } = await sql<Hit>`
    with customers as materialized (
      select member.id from shoppers s
      join shoppers member on member.id = s.id or member.merged_into = s.id
      where s.kind = 'account' and lower(s.key) = ${lower}
    ), named as materialized (
      select unnest(${everyMemberOf(shoppersNamed(q))}) as id
    ), scanned as materialized (
      select source, sku from variants where barcode = ${q}
    ), hits as (
      ${hits(0, "order", isNumber)} union all
      ${hits(0, "customer", isCustomer)} union all
      ${hits(0, "barcode", hasBarcode)} union all
      ${hits(0, "sku", hasSku)} union all
      ${hits(1, "order", sql`lower(o.key) like ${likeBeginning(q)} and not (${isExact})`)} union all
      ${hits(1, "name", sql`o.shopper_id = any(array(select id from named)) and not (${isExact})`)}
    ), best as (
      select distinct on (id) id, placed_at, rank, matched_by from hits
      order by id, rank, array_position(array['order', 'customer', 'barcode', 'sku', 'name'], matched_by)
    )
    select id as "orderId", placed_at as "placedAt", rank, matched_by as "matchedBy" from best
    order by rank, placed_at desc, id desc limit ${limit}`.execute(tx.db);
  return rows;
}

function beyond(after: HitPlace | undefined, rank: number): RawBuilder<unknown> {
  if (!after || rank > after.rank) return sql`true`;
  if (rank < after.rank) return sql`false`;
  return sql`(o.placed_at, o.id) < (${after.placedAt}, ${after.orderId}::uuid)`;
}
