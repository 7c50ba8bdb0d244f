import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { IdOf, OrderId, ParcelId, ScanId } from "../identifiers/index.ts";
import type { ParcelSummary, ParcelView } from "./parcel.contract.ts";
import type { ParcelTable, ScanTable } from "./parcel-tables.ts";

type Known<Table> = {
  readonly [Column in keyof Table]: Table[Column] extends { __select__: infer Value } ? Value : Table[Column];
};

export interface ParcelRow extends Known<ParcelTable> {
  readonly orders: readonly { readonly orderId: IdOf<typeof OrderId>; readonly number: string }[];
  readonly claims: readonly string[];
}

/** Parcels with their orders, those that became known last first. */
export async function readParcelRows(
  tx: DatabaseTx,
  conditions: readonly RawBuilder<unknown>[],
  limit: number,
): Promise<ParcelRow[]> {
  const { rows } = await sql<ParcelRow>`
    select p.*, array(select c.order_key from parcel_claims c where c.parcel_id = p.id order by 1) as claims, coalesce((
        select json_agg(json_build_object('orderId', o.order_id, 'number', r.key)
          order by o.shopper_id = p.shopper_id desc, o.order_id)
        from parcel_orders o join orders r on r.id = o.order_id
        where o.parcel_id = p.id
      ), '[]') as orders
    from parcels p
    where ${conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)}
    order by p.id desc limit ${limit}`.execute(tx.db);
  return rows;
}

export function summaryOf(row: ParcelRow): z.output<typeof ParcelSummary> {
  return {
    parcelId: row.id as IdOf<typeof ParcelId>,
    ...{ trackingNumber: row.tracking_number ?? undefined, carrier: row.carrier_text ?? undefined },
    ...{ carrierCode: row.carrier ?? undefined, direction: row.direction, status: row.status, phase: row.phase },
    ...{ problem: row.problem ?? undefined, fault: row.fault ?? undefined, statusAt: row.status_at ?? undefined },
    ...{ lastScanAt: row.last_scan_at ?? undefined, lastHeardAt: row.last_heard_at ?? undefined },
    ...{ orders: [...row.orders], waitsFor: [...row.claims] },
  };
}

/** One parcel with everything that was said of it. @throws not-found */
export async function readParcel(tx: DatabaseTx, parcelId: string): Promise<z.output<typeof ParcelView>> {
  const [row] = await readParcelRows(tx, [sql`p.id = ${parcelId}`], 1);
  if (!row) throw notFound();
  const { db } = tx;
  const names = db.selectFrom("parcel_names").select(["source", "key"]).where("parcel_id", "=", parcelId);
  const lines = db
    .selectFrom("parcel_lines")
    .select(["order_id", "line", "quantity"])
    .where("parcel_id", "=", parcelId);
  const scans = db.selectFrom("scans").selectAll().where("parcel_id", "=", parcelId);
  return {
    ...summaryOf(row),
    ...{ service: row.service ?? undefined, country: row.country ?? undefined },
    ...{ shipmentKey: row.shipment_key ?? undefined, shippedAt: row.shipped_at ?? undefined },
    forwardParcelId: (row.forward_parcel_id as IdOf<typeof ParcelId> | null) ?? undefined,
    ...{ pickedUpAt: row.picked_up_at ?? undefined, deliveredAt: row.delivered_at ?? undefined },
    ...{ returnedAt: row.returned_at ?? undefined, attempts: row.attempts },
    ...{ estimatedFrom: row.estimated_from ?? undefined, estimatedUntil: row.estimated_until ?? undefined },
    names: await names.orderBy("source").orderBy("key").execute(),
    lines: (await lines.orderBy("order_id").orderBy("line").execute()).map(({ order_id, line, quantity }) => ({
      ...{ orderId: order_id as IdOf<typeof OrderId>, line, quantity },
    })),
    scans: scansOf(await scans.orderBy("at", "desc").orderBy("key", "desc").execute()),
  };
}

function scansOf(rows: readonly Known<ScanTable>[]): z.output<typeof ParcelView>["scans"] {
  const retracted = new Set(
    rows.flatMap(({ retracts, source }) => (retracts === null ? [] : [retracts, `${source}:${retracts}`])),
  );
  return rows.map((row) => ({
    scanId: row.id as IdOf<typeof ScanId>,
    ...{ key: row.key, source: row.source, code: row.code, at: row.at, heardAt: row.heard_at },
    ...{ status: row.status ?? undefined, fault: row.fault ?? undefined, text: row.text ?? undefined },
    ...{ place: row.place ?? undefined, country: row.country ?? undefined, retracts: row.retracts ?? undefined },
    ...{ estimatedFrom: row.estimated_from ?? undefined, estimatedUntil: row.estimated_until ?? undefined },
    ignored: whyIgnored(row, retracted),
  }));
}

function whyIgnored({ key, retracts, ignored }: Known<ScanTable>, retracted: ReadonlySet<string>) {
  if (retracts !== null) return "retraction";
  if (retracted.has(key)) return "retracted";
  return ignored === null ? undefined : "future";
}
