import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { IdOf, ParcelId } from "../identifiers/index.ts";
import { countedScans } from "./parcel-state.ts";
import type { ParcelTable, ScanTable } from "./parcel-tables.ts";
import type { ParcelFault, ParcelProblem, ParcelStatus, ScanStatus } from "./status.schema.ts";

/** One scan as a shopper reads of it. */
export interface TrackedScan {
  /** Null where nobody knows what the sender's code stands for. */
  readonly status: ScanStatus | null;
  readonly fault: ParcelFault | null;
  readonly at: Date;
  readonly text: string | null;
  readonly place: string | null;
  readonly source: string;
  readonly code: string;
}

/** A parcel on its way to the shopper, with what counts of what was said of it. */
export interface TrackedParcel {
  readonly parcelId: IdOf<typeof ParcelId>;
  readonly trackingNumber: string | null;
  /** As it was sent, and the one code for all spellings. */
  readonly carrier: string | null;
  readonly carrierCode: string | null;
  readonly status: ParcelStatus;
  /** 0 announced, 1 moving, 2 delivered, 3 coming back, 4 back at the sender. */
  readonly phase: number;
  readonly problem: ParcelProblem | null;
  readonly fault: ParcelFault | null;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly lastHeardAt: Date | null;
  readonly estimatedFrom: Date | null;
  readonly estimatedUntil: Date | null;
  /** Of this order; empty where nobody said what is in it. */
  readonly lines: readonly { readonly line: number; readonly quantity: number }[];
  /** Latest first. */
  readonly scans: readonly TrackedScan[];
}

type Known<Table> = {
  readonly [Column in keyof Table]: Table[Column] extends { __select__: infer Value } ? Value : Table[Column];
};

/** The parcels with goods of an order, first shipped first, each with its scans; those that bring goods back are not among them. */
export async function trackedParcels(
  tx: DatabaseTx,
  { shopperId, orderId }: { readonly shopperId: string; readonly orderId: string },
): Promise<TrackedParcel[]> {
  const { rows } = await sql<Known<ParcelTable> & { lines: TrackedParcel["lines"] }>`
    select p.*, coalesce((
        select json_agg(json_build_object('line', l.line, 'quantity', l.quantity) order by l.line)
        from parcel_lines l where l.parcel_id = p.id and l.order_id = o.order_id
      ), '[]') as lines
    from parcel_orders o join parcels p on p.id = o.parcel_id
    where o.shopper_id = ${shopperId} and o.order_id = ${orderId} and p.direction = 'outbound'
    order by coalesce(p.shipped_at, p.picked_up_at), p.id`.execute(tx.db);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const scans = await tx.db.selectFrom("scans").selectAll().where("parcel_id", "in", ids).execute();
  const scansOf = Map.groupBy(scans, ({ parcel_id }) => parcel_id);
  return rows.map((row) => ({
    parcelId: row.id as IdOf<typeof ParcelId>,
    ...{ trackingNumber: row.tracking_number, carrier: row.carrier_text, carrierCode: row.carrier },
    ...{ status: row.status, phase: row.phase, problem: row.problem, fault: row.fault },
    ...{ shippedAt: row.shipped_at ?? row.picked_up_at, deliveredAt: row.delivered_at, lastHeardAt: row.last_heard_at },
    ...{ estimatedFrom: row.estimated_from, estimatedUntil: row.estimated_until, lines: row.lines },
    scans: whatCounts(scansOf.get(row.id) ?? []),
  }));
}

function whatCounts(rows: readonly Known<ScanTable>[]): TrackedScan[] {
  const told = rows.map((row) => ({ ...row, estimatedFrom: row.estimated_from, estimatedUntil: row.estimated_until }));
  return countedScans(told).reverse();
}
