import { sql } from "kysely";
import type { Tx } from "../../foundation/events/index.ts";

/** Units that lie on a shelf: of a store, or of the house alone. */
export interface ShelvedUnits {
  /** The system that knows the stock code. */
  readonly source: string;
  readonly sku: string;
  readonly quantity: number;
  readonly storeId?: string;
}

/**
 * Units that came back can be sold again: counts that are known go up until the shop counts again. Of what nobody ever counted nothing is known
 * afterwards either.
 */
export async function addToStock({ db }: Tx, units: readonly ShelvedUnits[]): Promise<void> {
  if (units.length === 0) return;
  const given = JSON.stringify(units);
  // Locked in one order for everybody, as whoever reserves and counts does.
  await sql`
    with back as (
      select source, sku, sum(quantity)::int as pieces from jsonb_to_recordset(${given}::jsonb) as r (source text, sku text, quantity int)
      group by source, sku
    ), counted as materialized (
      select v.id, back.pieces from variants v join back on back.source = v.source and back.sku = v.sku
      where v.in_stock is not null order by v.id for no key update of v
    )
    update variants v set in_stock = v.in_stock + counted.pieces from counted where v.id = counted.id`.execute(db);
  await sql`
    with back as (
      select "storeId", sku, sum(quantity)::int as pieces
      from jsonb_to_recordset(${given}::jsonb) as r ("storeId" uuid, sku text, quantity int)
      where "storeId" is not null group by "storeId", sku
    ), counted as materialized (
      select s.store_id, s.sku, back.pieces from store_stock s join back on back."storeId" = s.store_id and back.sku = s.sku
      order by s.store_id, s.sku for no key update of s
    )
    update store_stock s set available = s.available + counted.pieces from counted
    where s.store_id = counted.store_id and s.sku = counted.sku`.execute(db);
}

/**
 * Takes units back out that went in at an instant.
 * @returns false, with nothing changed, where they were counted since, or fewer are left that are not kept for somebody
 */
export async function takeFromStock({ db }: Tx, units: ShelvedUnits, since: Date): Promise<boolean> {
  const { source, sku, quantity, storeId } = units;
  const variant = await db
    .selectFrom("variants")
    .select(["id", "in_stock", "in_stock_at"])
    .where("source", "=", source)
    .where("sku", "=", sku)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const shelf = await db
    .selectFrom("store_stock")
    .select(["available", "at"])
    .where("store_id", "=", storeId ?? null)
    .where("sku", "=", sku)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const { rows } = await sql<{ kept: number }>`
    select coalesce(sum(quantity), 0)::int as kept from stock_reservations where sku = ${sku} and state = 'open'`.execute(
    db,
  );
  const inAll = variant?.in_stock ?? null;
  if (inAll !== null && inAll - rows[0]!.kept < quantity) return false;
  if (shelf && shelf.available < quantity) return false;
  const countedAt = [variant?.in_stock_at, shelf?.at].map((at) => at?.getTime() ?? 0);
  if (Math.max(...countedAt) > since.getTime()) return false;
  if (variant && inAll !== null)
    await db
      .updateTable("variants")
      .set({ in_stock: inAll - quantity })
      .where("id", "=", variant.id)
      .execute();
  if (shelf)
    await db
      .updateTable("store_stock")
      .set({ available: shelf.available - quantity })
      .where("store_id", "=", storeId ?? null)
      .where("sku", "=", sku)
      .execute();
  return true;
}
