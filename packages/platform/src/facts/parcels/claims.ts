import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { findOrders, type OrderLink, type OrderOfParcel, plainNumber } from "./find-orders.ts";

/** Keeps which orders parcels are said to belong to that nobody knows yet. @returns those that came meanwhile */
export async function claimOrders(tx: DatabaseTx, unknown: readonly OrderOfParcel[], now: Date): Promise<OrderLink[]> {
  if (unknown.length === 0) return [];
  const rows = unknown.map(({ parcelId, key, source, lines }) => ({ parcelId, key: plainNumber(key), source, lines }));
  await sql`
    insert into parcel_claims (parcel_id, order_key, source, lines, claimed_at)
    select "parcelId", key, source, lines, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("parcelId" uuid, key text, source text, lines jsonb)
    order by "parcelId", key on conflict (parcel_id, order_key) do nothing`.execute(tx.db);
  // Whoever records one of these orders takes the same lock: of the two, the later one sees what the earlier one wrote.
  await lockClaims(
    tx,
    rows.map(({ key }) => key),
  );
  return findOrders(tx, unknown);
}

/** The parcels that wait for orders with these numbers, each with the order that is now found for it. */
export async function claimedParcels(tx: DatabaseTx, orderKeys: readonly string[]): Promise<OrderLink[]> {
  if (orderKeys.length === 0) return [];
  const numbers = [...new Set(orderKeys.map(plainNumber))];
  await lockClaims(tx, numbers);
  const rows = await tx.db
    .selectFrom("parcel_claims")
    .select(["parcel_id", "order_key", "source", "lines"])
    .where("order_key", "in", numbers)
    .execute();
  return findOrders(
    tx,
    rows.map(({ parcel_id, order_key, source, lines }) => ({
      ...{ parcelId: parcel_id, key: order_key, source: source ?? undefined },
      ...(lines !== null && { lines }),
    })),
  );
}

/** Names this kind of lock among all others; the number itself means nothing. */
const CLAIM_LOCKS = 1_163_284_303;

async function lockClaims(tx: DatabaseTx, numbers: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(${CLAIM_LOCKS}, lock) from (
      select distinct (hashtextextended(number, 0) & 4095)::int as lock
      from unnest(${numbers}::text[]) as number order by lock
    ) locks`.execute(tx.db);
}
