import { statement } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import type { IdOf, OrderId, ParcelId, ScanId, ShopperId } from "../identifiers/index.ts";
import { carrierCode, trackingNumber } from "./carrier.ts";
import type { ParcelName } from "./given-parcel.ts";
import { parcelScanned, parcelStatusChanged } from "./parcel-facts.ts";

/** A parcel that a shopper is going to send back. */
export interface AnnouncedReturn {
  /** What whoever made its label calls it. */
  readonly name: ParcelName;
  readonly shopperId: string;
  readonly carrier: string;
  /** Given out for this parcel: nobody has spoken of it before. */
  readonly trackingNumber: string;
  readonly service?: string | undefined;
  /** Where it starts. */
  readonly country?: string | undefined;
  /** What is in it, by lines of orders; at least one. */
  readonly contents: readonly { readonly orderId: string; readonly line: number; readonly quantity: number }[];
}

/**
 * Writes the parcel that goods will come back in: its contents, the parcel that had brought them, and the scan that its label was made. Leaves behind
 * what `recordScans` would; one statement, because a parcel that nobody knows needs no looking for, and returns are announced by the hundred in a
 * second.
 */
export async function announceReturn(
  tx: Tx,
  { name, shopperId, carrier, contents, service, country, ...given }: AnnouncedReturn,
  now: Date,
): Promise<IdOf<typeof ParcelId>> {
  const [parcelId, scanId] = [newId<"pcl">(), newId<"scn">()];
  const code = "label_created" as const;
  const number = trackingNumber(given.trackingNumber) ?? given.trackingNumber;
  await insertAnnounced(
    tx,
    ...([
      parcelId,
      shopperId,
      carrierCode(carrier) ?? null,
      carrier,
      number,
      service ?? null,
      country ?? null,
      now,
    ] as const),
    ...([name.source, name.key, scanId, code, JSON.stringify(contents)] as const),
  );
  const data = {
    parcelId,
    shopperId: shopperId as IdOf<typeof ShopperId>,
    orderIds: [...new Set(contents.map(({ orderId }) => orderId as IdOf<typeof OrderId>))],
  };
  const scan = { scanId: scanId as IdOf<typeof ScanId>, source: name.source, code, status: code };
  const change = { from: "unknown", to: code, phase: 0, direction: "return" } as const;
  await tx.append(
    parcelScanned({ subject: shopperId, at: now, data: { ...data, ...scan } }),
    parcelStatusChanged({ subject: shopperId, at: now, data: { ...data, ...change } }),
  );
  return parcelId;
}

type Announced = [
  ...[id: string, shopperId: string, carrier: string | null, carrierText: string, number: string],
  ...[service: string | null, country: string | null, now: Date],
  ...[source: string, key: string, scanId: string, code: string, contents: string],
];

/**
 * The parcel that had brought what comes back is the one with most of its units, else, where nobody said what was in which, the one that came
 * last. Carriers use their numbers again: the parcel is the next of its number.
 */
const insertAnnounced = statement<Announced, { id: string }>(
  "announce-return",
  `with content as (
    select r."orderId" as order_id, r.line, sum(r.quantity) as quantity
    from jsonb_to_recordset($13::jsonb) as r ("orderId" uuid, line int, quantity int) group by 1, 2
  ), bought as (
    select o.id, o.shopper_id from orders o where o.id in (select order_id from content)
  ), forward as (
    select f.id from parcel_orders po
      join parcels f on f.id = po.parcel_id and f.direction = 'outbound'
      left join lateral (
        select sum(least(there.quantity, content.quantity)) as units
        from parcel_lines there join content using (order_id, line) where there.parcel_id = f.id
      ) shared on true
    where po.order_id in (select id from bought)
    order by shared.units desc nulls last, f.delivered_at desc nulls last, f.id limit 1
  ), parcel as (
    insert into parcels (id, shopper_id, carrier, carrier_text, tracking_number, cycle, service, country, direction,
      forward_parcel_id, status, status_at, last_scan_at, last_heard_at)
    select $1::uuid, $2::uuid, $3, $4, $5, 1 + coalesce((
        select max(cycle) from parcels where carrier is not distinct from $3 and tracking_number = $5
      ), 0), $6, $7, 'return', (select id from forward), $12, $8::timestamptz, $8, $8
    returning id
  ), named as (
    insert into parcel_names (source, key, parcel_id) select $9, $10, id from parcel
  ), linked as (
    insert into parcel_orders (parcel_id, order_id, shopper_id)
    select parcel.id, bought.id, bought.shopper_id from parcel, bought
  ), held as (
    insert into parcel_lines (parcel_id, order_id, line, quantity)
    select parcel.id, order_id, line, content.quantity from parcel, content
  )
  insert into scans (id, parcel_id, key, source, code, status, at, heard_at)
  select $11::uuid, id, $9 || ':' || $10, $9, $12, $12, $8, $8 from parcel
  returning id`,
);
