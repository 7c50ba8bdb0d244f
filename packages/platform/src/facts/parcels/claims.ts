import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { findOrders, type OrderLink, type OrderOfParcel, plainNumber } from "./find-orders.ts";

/** A parcel with the number of an order that nobody knows. */
export type Claim = Pick<OrderOfParcel, "parcelId" | "key">;

export interface Claimed {
  /** The orders that came meanwhile. */
  readonly found: readonly OrderLink[];
  /** The claims that were not there before, or say more than before. */
  readonly news: readonly Claim[];
}

/** Keeps which orders parcels are said to belong to that nobody knows yet. */
export async function claimOrders(tx: DatabaseTx, unknown: readonly OrderOfParcel[], now: Date): Promise<Claimed> {
  if (unknown.length === 0) return { found: [], news: [] };
  const claims = unknown.map(({ parcelId, key, source, lines }) => ({
    parcelId,
    key: plainNumber(key),
    source,
    lines,
  }));
  const rows = [...new Map(claims.map((claim) => [`${claim.parcelId} ${claim.key}`, claim])).values()];
  const kept = await sql<Claim>`
    insert into parcel_claims as c (parcel_id, order_key, source, lines, claimed_at)
    select "parcelId", key, source, lines, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("parcelId" uuid, key text, source text, lines jsonb)
    order by "parcelId", key
    on conflict (parcel_id, order_key) do update
      set source = coalesce(c.source, excluded.source), lines = coalesce(c.lines, excluded.lines)
      where (c.source is null and excluded.source is not null) or (c.lines is null and excluded.lines is not null)
    returning parcel_id as "parcelId", order_key as key`.execute(tx.db);
  // Whoever records one of these orders takes the same lock: of the two, the later one sees what the earlier one wrote.
  await lockClaims(
    tx,
    rows.map(({ key }) => key),
  );
  return { found: await findOrders(tx, unknown), news: kept.rows };
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
