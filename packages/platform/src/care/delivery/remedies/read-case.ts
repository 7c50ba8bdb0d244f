import { sql } from "kysely";
import type { IncidentKind, IncidentOutcome } from "../../../facts/delivery/incident.schema.ts";
import type { IdOf, IncidentId, OrderId, ShopperId } from "../../../facts/identifiers/index.ts";
import type { ParcelFault } from "../../../facts/parcels/status.schema.ts";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { dayAt, dayNumber, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { type DelayRefund, delayRefundAmounts } from "../../../means/refunds/index.ts";

/** A delivery in trouble as it stands now: what can still be done, and what the shopper may ask for. */
export interface RemedyCase {
  readonly incidentId: IdOf<typeof IncidentId>;
  readonly orderId: IdOf<typeof OrderId>;
  readonly shopperId: IdOf<typeof ShopperId>;
  /** The shop's own number of the order, and the system that gave it. */
  readonly number: string;
  readonly source: string;
  readonly currency: string;
  readonly kind: IncidentKind;
  readonly fault: ParcelFault | undefined;
  readonly openedAt: Date;
  /** How it ended; undefined while it is open. */
  readonly outcome: IncidentOutcome | undefined;
  readonly promisedLatest: PlainDayNumber | undefined;
  readonly newLatest: PlainDayNumber | undefined;
  readonly today: PlainDayNumber;
  readonly timeZone: string;
  readonly placedOn: PlainDayNumber;
  readonly country: string | undefined;
  /** What was agreed with the shopper; what the engine assumed for itself was told to nobody. */
  readonly agreedLatest: PlainDayNumber | undefined;
  readonly shipped: boolean;
  /** Too little of it is in stock to send it once more. */
  readonly lacking: boolean;
  readonly parcelId: string | undefined;
  /** What could be given back of the order now, minor units. */
  readonly refundable: (what: DelayRefund) => bigint;
}

interface Row {
  readonly order_id: IdOf<typeof OrderId>;
  readonly shopper_id: IdOf<typeof ShopperId>;
  readonly number: string;
  readonly source: string;
  readonly currency: string;
  readonly placed_at: Date;
  readonly kind: IncidentKind;
  readonly fault: ParcelFault | null;
  readonly opened_at: Date;
  readonly outcome: IncidentOutcome | null;
  readonly promised_latest: string | null;
  readonly new_latest: string | null;
  readonly agreed_latest: string | null;
  readonly country: string | null;
  readonly shipped: boolean;
  readonly lacking: boolean;
  readonly parcel_id: string | null;
}

/** Undefined where there is no such incident. */
export async function readCase(
  tx: DatabaseTx,
  clock: Clock,
  incidentId: IdOf<typeof IncidentId>,
): Promise<RemedyCase | undefined> {
  const { timeZone } = await readRetailer(tx);
  const { rows } = await sql<Row>`
    select i.order_id, o.shopper_id, o.key as number, o.source, o.currency, o.placed_at, i.kind, i.fault, i.opened_at,
      i.outcome, i.promised_latest, i.new_latest, i.parcel_id,
      -- As it was promised, not as it was revised since.
      (select p.first_latest from promises p
        where p.order_id = o.id and p.basis in ('quoted', 'shop') limit 1) as agreed_latest,
      -- Where nobody said where it goes to, it is taken to go to the country that the shop sends from.
      coalesce(d.country, (select min(p.country) from parcel_orders po join parcels p on p.id = po.parcel_id
          where po.order_id = o.id and p.direction = 'outbound'),
        (select min(origin.country) from shipping_origins origin where not origin.closed
          having count(distinct origin.country) = 1)) as country,
      exists (select from parcel_orders po join parcels p on p.id = po.parcel_id
        where po.order_id = o.id and p.direction = 'outbound' and p.phase >= 1) as shipped,
      exists (select from order_lines l where l.order_id = o.id
        and (select max(v.in_stock) from variants v where v.sku = l.sku) < l.quantity) as lacking
    from incidents i join orders o on o.id = i.order_id left join order_deliveries d on d.order_id = o.id
    where i.id = ${incidentId}`.execute(tx.db);
  const [row] = rows;
  if (!row) return undefined;
  const day = (text: string | null) => (text === null ? undefined : dayNumber(text));
  return {
    incidentId,
    ...{ orderId: row.order_id, shopperId: row.shopper_id, number: row.number, source: row.source },
    ...{ currency: row.currency, kind: row.kind, fault: row.fault ?? undefined, openedAt: row.opened_at },
    ...{ outcome: row.outcome ?? undefined, timeZone, today: dayAt(clock.now(), timeZone).day },
    ...{
      promisedLatest: day(row.promised_latest),
      newLatest: day(row.new_latest),
      agreedLatest: day(row.agreed_latest),
    },
    ...{ placedOn: dayAt(row.placed_at, timeZone).day, country: row.country ?? undefined },
    ...{ shipped: row.shipped, lacking: row.lacking, parcelId: row.parcel_id ?? undefined },
    refundable: await delayRefundAmounts(tx, row.order_id),
  };
}
