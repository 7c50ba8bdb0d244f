import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type ParcelState, parcelState, type StateScan } from "./parcel-state.ts";

/**
 * Computes parcels' states from all their scans and writes them: the only place that does. The parcels must be locked, or two
 * that add a scan each would both compute without the other's.
 */
export async function storeStates(tx: DatabaseTx, parcelIds: Iterable<string>): Promise<Map<string, ParcelState>> {
  const ids = [...new Set(parcelIds)];
  if (ids.length === 0) return new Map();
  const { rows } = await sql<StateScan & { parcelId: string }>`
    select parcel_id as "parcelId", key, source, code, status, at, fault, estimated_from as "estimatedFrom",
      estimated_until as "estimatedUntil", retracts, ignored
    from scans where parcel_id = any(${ids}::uuid[])`.execute(tx.db);
  const scans = Map.groupBy(rows, ({ parcelId }) => parcelId);
  const states = new Map(ids.map((id) => [id, parcelState(scans.get(id) ?? [])]));
  await sql`
    update parcels p set status = r.status, phase = r.phase, status_at = r."statusAt", picked_up_at = r."pickedUpAt",
      delivered_at = r."deliveredAt", returned_at = r."returnedAt", last_scan_at = r."lastScanAt", problem = r.problem,
      fault = r.fault, attempts = r.attempts, estimated_from = r."estimatedFrom", estimated_until = r."estimatedUntil"
    from jsonb_to_recordset(${JSON.stringify([...states].map(([id, state]) => ({ id, ...state })))}::jsonb) as r (id uuid,
      status text, phase int, "statusAt" timestamptz, "pickedUpAt" timestamptz, "deliveredAt" timestamptz,
      "returnedAt" timestamptz, "lastScanAt" timestamptz, problem text, fault text, attempts int,
      "estimatedFrom" timestamptz, "estimatedUntil" timestamptz)
    where p.id = r.id and p.id = any(${ids}::uuid[])`.execute(tx.db);
  return states;
}
