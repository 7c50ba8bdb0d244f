import { type RawBuilder, sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { familyOf } from "../persons/index.ts";
import { lockParcels } from "./lock-parcels.ts";

/** A parcel that was silent for so long has ended, whatever its last scan says. */
const SILENCE = 120 * 86_400_000;

/**
 * Empties what carriers wrote of an erased person's parcels, who can have signed for them, and the numbers under which
 * carriers' pages show the rest. A parcel that is still under way needs its number to be recognised by.
 * @returns how many parcels have not ended yet
 */
export async function forgetParcels(tx: DatabaseTx, shopperId: string, now: Date): Promise<number> {
  const family = await familyOf(tx, shopperId);
  const links = await tx.db.selectFrom("parcel_orders").select("parcel_id").where("shopper_id", "in", family).execute();
  const ids = [...new Set(links.map(({ parcel_id }) => parcel_id))];
  if (ids.length === 0) return 0;
  await lockParcels(tx, ids);
  await emptyParcels(tx, ids, now);
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from parcels
    where id = any(${ids}::uuid[]) and not ${isOver(now)}`.execute(tx.db);
  return rows[0]?.left ?? 0;
}

/**
 * The same of locked parcels of which something was said after their people were erased: senders repeat the number, and what was written of
 * a parcel before it was known whose it is stands there still.
 */
export async function emptyParcels(tx: DatabaseTx, parcelIds: readonly string[], now: Date): Promise<void> {
  if (parcelIds.length === 0) return;
  await sql`
    update scans set text = null, place = null
    where parcel_id = any(${parcelIds}::uuid[]) and (text is not null or place is not null)`.execute(tx.db);
  await sql`
    update parcels set tracking_number = null
    where id = any(${parcelIds}::uuid[]) and tracking_number is not null and ${isOver(now)}`.execute(tx.db);
}

function isOver(now: Date): RawBuilder<boolean> {
  const silentSince = new Date(now.getTime() - SILENCE);
  return sql<boolean>`(phase >= 2 or coalesce(last_scan_at, last_heard_at, '-infinity') < ${silentSince})`;
}
