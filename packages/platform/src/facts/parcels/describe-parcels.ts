import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { NewParcel } from "./find-parcels.ts";
import type { GivenParcel } from "./given-parcel.ts";

/** What is said of a parcel besides its scans. */
export interface Description {
  readonly id: string;
  readonly shipmentKey: string | undefined;
  readonly originKey: string | undefined;
  readonly service: string | undefined;
  readonly country: string | undefined;
  readonly direction: "outbound" | "return" | undefined;
  readonly shippedAt: Date | undefined;
  readonly forwardSource: string | undefined;
  readonly forwardKey: string | undefined;
  readonly heardAt: Date | undefined;
}

/**
 * What is said of each parcel, by whoever says it first.
 * @param heardAt absent for a history, which was heard when it happened
 */
export function descriptionsOf(
  given: readonly { readonly parcelId: string; readonly parcel: GivenParcel }[],
  heardAt: Date | undefined,
): Description[] {
  return [...Map.groupBy(given, ({ parcelId }) => parcelId)].map(([id, all]) => {
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
}

const columns = sql`id uuid, "shipmentKey" text, "originKey" text, service text, country text, direction text,
  "shippedAt" timestamptz, "forwardSource" text, "forwardKey" text, "heardAt" timestamptz`;

/** Writes new parcels whole: each later change of a row would write it again, and a history holds millions. */
export async function insertParcels(
  tx: DatabaseTx,
  made: readonly NewParcel[],
  descriptions: readonly Description[],
  shopperOf: ReadonlyMap<string, string>,
): Promise<void> {
  if (made.length === 0) return;
  const byId = new Map(descriptions.map((description) => [description.id, description]));
  const rows = made.map((parcel) => ({ ...byId.get(parcel.id), ...parcel, shopper: shopperOf.get(parcel.id) }));
  await sql`
    insert into parcels (id, shopper_id, carrier, carrier_text, tracking_number, cycle, shipment_key, origin_key, service,
      country, direction, shipped_at, forward_parcel_id, last_heard_at)
    select r.id, r.shopper, r.carrier, r."carrierText", r.number, r.cycle, r."shipmentKey", r."originKey", r.service,
      r.country, coalesce(r.direction, 'outbound'), r."shippedAt", n.parcel_id, r."heardAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (${columns}, shopper uuid, carrier text,
      "carrierText" text, number text, cycle int)
    left join parcel_names n on n.source = r."forwardSource" and n.key = r."forwardKey"`.execute(tx.db);
}

/**
 * Writes what is said of locked parcels, and that somebody spoke of them. What is known stays; only whether goods come back can
 * be said later.
 */
export async function describeParcels(tx: DatabaseTx, descriptions: readonly Description[]): Promise<void> {
  if (descriptions.length === 0) return;
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
    from jsonb_to_recordset(${JSON.stringify(descriptions)}::jsonb) as r (${columns})
    where p.id = r.id and p.id = any(${descriptions.map(({ id }) => id)}::uuid[])`.execute(tx.db);
}
