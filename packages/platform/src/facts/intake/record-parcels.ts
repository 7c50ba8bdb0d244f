import { sql } from "kysely";
import { newId } from "../../foundation/ids/index.ts";
import type { IdOf, ParcelId } from "../identifiers/index.ts";
import { parcelDelivered, parcelShipped } from "../parcels/index.ts";
import type { Batch, Entry } from "./batch.ts";
import { type FoundOrder, findOrders } from "./find-orders.ts";

/** Records parcels. The record of a known parcel is taken once more when it brings the delivery. */
export async function recordParcels(batch: Batch): Promise<void> {
  const orders = await findOrders(batch, batch.undecided("parcel"));
  const parcels = batch.undecided("parcel").flatMap((entry) => {
    const order = orders.get(entry.record.order);
    return order ? [{ entry, order, parcelId: newId<"pcl">() }] : [];
  });
  if (parcels.length === 0) return;
  const json = JSON.stringify(
    parcels.map(({ entry: { record }, order, parcelId }) => ({
      ...record,
      id: parcelId,
      key: record.id,
      order: order.id,
      shopper: order.shopperId,
    })),
  );
  const shipped = await sql<{ id: string }>`
    insert into parcels (id, order_id, shopper_id, source, key, carrier, tracking_number, shipped_at, delivered_at)
    select id, "order", shopper, ${batch.source}, key, carrier, "trackingNumber", "shippedAt", "deliveredAt"
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, "order" uuid, shopper uuid, key text, carrier text,
      "trackingNumber" text, "shippedAt" timestamptz, "deliveredAt" timestamptz)
    order by key on conflict (source, key) do nothing returning id`.execute(batch.tx.db);
  const delivered = await sql<{ id: IdOf<typeof ParcelId>; key: string }>`
    update parcels p set delivered_at = r."deliveredAt"
    from jsonb_to_recordset(${json}::jsonb) as r (key text, "order" uuid, "deliveredAt" timestamptz)
    where p.source = ${batch.source} and p.key = r.key and p.order_id = r."order" and p.delivered_at is null
      and r."deliveredAt" >= p.shipped_at
    returning p.id, p.key`.execute(batch.tx.db);
  const isNew = new Set(shipped.rows.map((row) => row.id));
  const arrived = new Map(delivered.rows.map((row) => [row.key, row.id]));
  for (const { entry, order, parcelId } of parcels) {
    const known = arrived.get(entry.record.id);
    if (isNew.has(parcelId)) batch.take(entry, ...parcelFacts(batch, entry, order, parcelId));
    else if (known) batch.take(entry, ...parcelFacts(batch, entry, order, known).slice(1));
    else batch.know(entry);
  }
}

function parcelFacts(batch: Batch, { record }: Entry<"parcel">, order: FoundOrder, parcelId: IdOf<typeof ParcelId>) {
  const { id, carrier, shippedAt, deliveredAt } = record;
  const { id: orderId, shopperId } = order;
  const data = { parcelId, orderId, shopperId, ...(carrier !== undefined && { carrier }) };
  const about = { subject: shopperId, data };
  const shipped = parcelShipped({ ...about, at: shippedAt, origin: batch.origin("parcel", id) });
  if (!deliveredAt) return [shipped];
  const origin = { source: batch.source, key: `parcel/${id}/delivered` };
  return [shipped, parcelDelivered({ ...about, at: deliveredAt, origin })];
}
