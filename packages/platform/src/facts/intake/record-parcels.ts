import type { GivenOrder, GivenParcel } from "../parcels/index.ts";
import { knownParcels, matchWaitingParcels, takeScans } from "../parcels/index.ts";
import type { Batch, RecordOf } from "./batch.ts";

/**
 * Records parcels and scans. The record of a known parcel is taken once more when it brings something: that it arrived,
 * or a further order.
 */
export async function recordParcels(batch: Batch, history: boolean): Promise<void> {
  await rejectUnknownForwards(batch);
  const entries = [...batch.undecided("parcel"), ...batch.undecided("scan")];
  const ordersOf = (await hasOrders(batch)) ? batch.source : undefined;
  const given = entries.map(({ record }) =>
    record.type === "parcel" ? parcelGiven(batch.source, record) : scanGiven(batch.source, record, ordersOf),
  );
  const { parcels, events } = await takeScans(batch.tx, given, { history, now: batch.now });
  for (const [index, entry] of entries.entries()) {
    if (parcels[index]?.isNews) batch.take(entry);
    else batch.know(entry);
  }
  for (const event of events) batch.note(event);
}

/** Parcels that came before their orders. */
export async function matchParcels(batch: Batch, orderKeys: readonly string[], history: boolean): Promise<void> {
  for (const event of await matchWaitingParcels(batch.tx, orderKeys, { history, now: batch.now })) batch.note(event);
}

/** A shop's own record of a parcel says that it left, and perhaps that it arrived: both are scans. */
function parcelGiven(source: string, record: RecordOf<"parcel">): GivenParcel {
  const { id, order, orders = [], lines, shippedAt, deliveredAt, forwardParcel } = record;
  const { carrier, trackingNumber, service, direction, country } = record;
  const left = { source, at: shippedAt, status: "picked_up", code: "shipped", key: "parcel-record/shipped" } as const;
  const arrived = { source, status: "delivered", code: "delivered", key: "parcel-record/delivered" } as const;
  const recordedAs = { source, key: `parcel/${id}` };
  return {
    name: { source, key: id },
    ...{ carrier, trackingNumber, service, direction, country, shippedAt },
    forwardParcel: forwardParcel === undefined ? undefined : { source, key: forwardParcel },
    orders: [...new Set([order, ...orders])].map((key): GivenOrder => {
      const own = lines?.filter((line) => (line.order ?? order) === key);
      return { source, key, ...(own && own.length > 0 && { lines: own }) };
    }),
    scans: [
      { ...left, recordedAs },
      ...(deliveredAt ? [{ ...arrived, at: deliveredAt, recordedAs: { source, key: `parcel/${id}/delivered` } }] : []),
    ],
  };
}

/** @param ordersOf whose order is named; absent where the sender has none of its own: one of any shop then */
function scanGiven(source: string, record: RecordOf<"scan">, ordersOf: string | undefined): GivenParcel {
  const { id, parcel, carrier, trackingNumber, order, code, type: _, ...scan } = record;
  return {
    name: parcel === undefined ? undefined : { source, key: parcel },
    ...{ carrier, trackingNumber },
    orders: order === undefined ? [] : [{ source: ordersOf, key: order }],
    scans: [{ ...scan, key: `${source}:${id}`, source, code: code ?? scan.status! }],
  };
}

/** Whether the sender is a shop, which speaks of its own orders, or a service that tracks the parcels of others. */
async function hasOrders(batch: Batch): Promise<boolean> {
  if (!batch.undecided("scan").some(({ record }) => record.order !== undefined)) return false;
  const query = batch.tx.db.selectFrom("orders").select("id").where("source", "=", batch.source);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}

async function rejectUnknownForwards(batch: Batch): Promise<void> {
  const entries = batch.undecided("parcel");
  const naming = entries.filter(({ record }) => record.forwardParcel !== undefined);
  if (naming.length === 0) return;
  const names = naming.map(({ record }) => ({ source: batch.source, key: record.forwardParcel as string }));
  const known = await knownParcels(batch.tx, names);
  for (const { record } of entries) known.add(record.id);
  for (const entry of naming) {
    const { forwardParcel } = entry.record;
    if (forwardParcel !== undefined && !known.has(forwardParcel))
      batch.reject(entry, "forwardParcel", `names the unknown parcel ${forwardParcel}; send its parcel record first`);
  }
}
