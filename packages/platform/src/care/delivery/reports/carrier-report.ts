import { sql } from "kysely";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { dayAt, dayText } from "../../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { daysWithin } from "./days-within.ts";
import { carrierReport } from "./report.contract.ts";
import { shareOf } from "./share-of.ts";

/** Days after which a parcel that has not arrived says something of its carrier. */
const settled = 14;

/** By the day of handing over: what the warehouse took before is none of the carrier's doing. */
export const carrierReportOperation = operation(carrierReport, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx, clock }, { days }) {
    const { timeZone, currency } = await readRetailer(tx);
    const today = dayAt(clock.now(), timeZone).day;
    const [from, until] = [dayText(today - settled - days + 1), dayText(today - settled)];
    const rows = await readCarriers(tx, from, until, currency);
    const items = rows.map(({ took, promises, kept, arrivedParcels, firstAttempts, lost, silent, service, ...row }) => {
      const counts = new Map(took.map(([days, count]) => [days ?? undefined, count]));
      const [median, ninety] = [daysWithin(counts, 0.5), daysWithin(counts, 0.9)];
      const { warehouse, transit, both } = row;
      return {
        ...{ carrierCode: row.carrierCode, carrier: row.carrier ?? row.carrierCode, orders: row.orders },
        ...(service !== null && { service }),
        ...(promises > 0 && { kept: shareOf(kept, promises) }),
        ...{ late: promises - kept, lateBecause: { warehouse, transit, both } },
        ...(median && { median }),
        ...(ninety && { ninety }),
        ...(arrivedParcels > 0 && { firstAttempt: shareOf(firstAttempts, arrivedParcels) }),
        ...{ lost: shareOf(lost, row.orders), silent: shareOf(silent, row.orders), cost: BigInt(row.cost) },
      };
    });
    items.sort((a, b) => Number(b.cost - a.cost) || b.late - a.late || b.orders - a.orders);
    return { from, until, currency, items };
  },
});

interface CarrierRow {
  readonly carrierCode: string;
  readonly carrier: string | null;
  readonly service: string | null;
  readonly orders: number;
  /** Days from the hand-over and how many took them; null never arrived. */
  readonly took: readonly (readonly [days: number | null, count: number])[];
  readonly promises: number;
  readonly kept: number;
  readonly warehouse: number;
  readonly transit: number;
  readonly both: number;
  readonly arrivedParcels: number;
  readonly firstAttempts: number;
  readonly lost: number;
  readonly silent: number;
  /** Minor units; numerics come as texts. */
  readonly cost: string;
}

/** Each part is counted for itself and joined by carrier and service: an order of two parcels would count its refund twice. */
async function readCarriers(tx: DatabaseTx, from: string, until: string, currency: string): Promise<CarrierRow[]> {
  const { rows } = await sql<CarrierRow>`
    with handed as (
      select j.id, j.order_id, j.carrier, j.service, j.delivered_on - j.handed_over_on as days, p.status, p.cause
      from journeys j left join promises p on p.journey_id = j.id and p.status in ('kept', 'missed')
      where j.carrier is not null and j.cancelled_on is null
        and j.handed_over_on between ${from}::date and ${until}::date and j.starts_on >= ${from}::date - 60
    ),
    took as (
      select carrier, service, json_agg(json_build_array(days, count)) as took
      from (select carrier, service, days, count(*) from handed group by 1, 2, 3) by_days group by 1, 2
    ),
    counted as (
      select carrier, service, count(*)::int as orders, count(status)::int as promises,
        count(*) filter (where status = 'kept')::int as kept,
        count(*) filter (where cause = 'warehouse')::int as warehouse,
        count(*) filter (where cause = 'transit')::int as transit, count(*) filter (where cause = 'both')::int as both
      from handed group by 1, 2
    ),
    parcelled as (
      select h.carrier, h.service, min(c.carrier_text) as name, count(*) filter (where c.delivered_at is not null)::int as arrived,
        count(*) filter (where c.delivered_at is not null and c.attempts = 0)::int as first
      from handed h join parcel_orders po on po.order_id = h.order_id join parcels c on c.id = po.parcel_id
      where c.direction = 'outbound' group by 1, 2
    ),
    troubled as (
      select h.carrier, h.service,
        count(distinct h.id) filter (where i.kind = 'lost' and i.outcome is distinct from 'in-time'
          and i.outcome is distinct from 'late' and i.outcome is distinct from 'superseded')::int as lost,
        count(distinct h.id) filter (where i.kind in ('no-movement', 'lost'))::int as silent
      from handed h join incidents i on i.order_id = h.order_id group by 1, 2
    ),
    paid as (
      select h.carrier, h.service, sum(r.amount) as cost
      from handed h join refunds r on r.order_id = h.order_id
      where r.cancelled_at is null and r.currency = ${currency} and r.reason in ('late-delivery', 'lost', 'damaged')
      group by 1, 2
    )
    select c.carrier as "carrierCode", p.name as carrier, c.service, c.orders, t.took, c.promises, c.kept, c.warehouse,
      c.transit, c.both, coalesce(p.arrived, 0) as "arrivedParcels", coalesce(p.first, 0) as "firstAttempts",
      coalesce(i.lost, 0) as lost, coalesce(i.silent, 0) as silent, coalesce(m.cost, 0)::text as cost
    from counted c
    join took t on t.carrier = c.carrier and t.service is not distinct from c.service
    left join parcelled p on p.carrier = c.carrier and p.service is not distinct from c.service
    left join troubled i on i.carrier = c.carrier and i.service is not distinct from c.service
    left join paid m on m.carrier = c.carrier and m.service is not distinct from c.service`.execute(tx.db);
  return rows;
}
