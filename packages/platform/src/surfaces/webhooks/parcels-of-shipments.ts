import { sql } from "kysely";
import type { GivenParcel } from "../../facts/parcels/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Reading } from "./sender.ts";

/** What is said of shipments, as said of each of their parcels; of one without any as of a parcel that is new. */
export async function parcelsOfShipments(
  tx: DatabaseTx,
  source: string,
  shipments: NonNullable<Reading["shipments"]>,
): Promise<GivenParcel[]> {
  if (shipments.length === 0) return [];
  const keys = shipments.map(({ shipmentKey }) => shipmentKey);
  const { rows } = await sql<{ shipmentKey: string; key: string }>`
    select distinct on (p.id) p.shipment_key as "shipmentKey", n.key
    from parcels p join parcel_names n on n.parcel_id = p.id
    where p.shipment_key = any(${keys}::text[]) and n.source = ${source}
    order by p.id, n.key`.execute(tx.db);
  return shipments.flatMap(({ shipmentKey, name, scans }) => {
    const known = rows.filter((row) => row.shipmentKey === shipmentKey);
    const names = known.length === 0 ? [name] : known.map(({ key }) => ({ source, key }));
    return names.map((one): GivenParcel => ({ name: one, shipmentKey, scans }));
  });
}
