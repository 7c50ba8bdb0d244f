import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { GivenParcel } from "./given-parcel.ts";

/**
 * Writes what is said of locked parcels besides their scans, and that somebody spoke of them. What is known stays; only whether goods
 * come back can be said later.
 * @param heardAt absent for a history, which was heard when it happened
 */
export async function describeParcels(
  tx: DatabaseTx,
  given: readonly { readonly parcelId: string; readonly parcel: GivenParcel }[],
  heardAt: Date | undefined,
): Promise<void> {
  const rows = [...Map.groupBy(given, ({ parcelId }) => parcelId)].map(([id, all]) => {
    const said = all.map(({ parcel }) => parcel);
    const first = <Key extends keyof GivenParcel>(key: Key) => said.find((one) => one[key] !== undefined)?.[key];
    const times = said.flatMap(({ scans, shippedAt }) => [
      ...scans.map(({ at }) => at),
      ...(shippedAt ? [shippedAt] : []),
    ]);
    const latest = times.length === 0 ? undefined : new Date(Math.max(...times.map((at) => at.getTime())));
    return {
      ...{ id, shipmentKey: first("shipmentKey"), originKey: first("originKey"), service: first("service") },
      ...{ country: first("country"), direction: first("direction"), shippedAt: first("shippedAt") },
      ...{ forwardSource: first("forwardParcel")?.source, forwardKey: first("forwardParcel")?.key },
      heardAt: heardAt ?? latest,
    };
  });
  await sql`
    update parcels p set
      shipment_key = coalesce(p.shipment_key, r."shipmentKey"),
      origin_key = coalesce(p.origin_key, r."originKey"),
      service = coalesce(p.service, r.service),
      country = coalesce(p.country, r.country),
      direction = coalesce(r.direction, p.direction),
      shipped_at = coalesce(p.shipped_at, r."shippedAt"),
      forward_parcel_id = coalesce(p.forward_parcel_id, (
        select n.parcel_id from parcel_names n where n.source = r."forwardSource" and n.key = r."forwardKey")),
      last_heard_at = greatest(p.last_heard_at, r."heardAt")
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "shipmentKey" text, "originKey" text,
      service text, country text, direction text, "shippedAt" timestamptz, "forwardSource" text, "forwardKey" text,
      "heardAt" timestamptz)
    where p.id = r.id and p.id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx.db);
}
