import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** Older orders teach nothing of how deliveries go now. */
const longest = 400;

/**
 * Makes the journeys of orders that have none: what a history holds calls for no reaction. They start on the day on which their origin
 * begins with them, by its cut-off and its working days, without holidays; on the day of purchase where its hours are not known. Orders
 * without a parcel belong to it as well, since some wait in the warehouse; those of a shop that never tells of parcels do not, as
 * all of them would seem lost.
 */
export async function openJourneys(tx: DatabaseTx, now: Date, timeZone: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with telling as (
      select o.source, min(o.placed_at) as since
      from orders o join parcel_orders p on p.order_id = o.id where o.channel <> 'store' group by o.source
    ),
    ways as (
      select o.id, o.source, o.key, o.shopper_id, o.placed_at, d.promised_latest, d.zone, p.carrier,
        coalesce(d.service_key, p.service) as service, coalesce(d.origin_key, p.origin_key) as origin,
        coalesce(d.country, p.country, c.country) as country
      from orders o
      join telling t on t.source = o.source and o.placed_at >= t.since
      left join order_deliveries d on d.order_id = o.id
      left join shoppers c on c.id = o.shopper_id
      left join lateral (
        select p.carrier, p.service, p.origin_key, p.country
        from parcel_orders l join parcels p on p.id = l.parcel_id
        where l.order_id = o.id and p.direction = 'outbound' order by p.shipped_at, p.id limit 1
      ) p on true
      where o.channel <> 'store' and o.placed_at between ${now}::timestamptz - make_interval(days => ${longest}) and ${now}
        and not exists (select from journeys j where j.order_id = o.id)
    ),
    begun as (
      select w.*, g.handling_days, g.working_days, w.placed_at at time zone coalesce(g.time_zone, ${timeZone}) as local,
        coalesce(g.cut_off, '24:00') as cut_off
      from ways w left join shipping_origins g on g.key = w.origin
    ),
    started as (
      select b.*, coalesce(
        (select min(day)::date from generate_series(first, first + 13, interval '1 day') as day
          where extract(isodow from day)::int = any (b.working_days)), first) as starts_on
      from begun b cross join lateral (
        select b.local::date + case when b.local::time >= b.cut_off::time and b.cut_off <> '24:00' then 1 else 0 end as first
      ) f
    )
    insert into journeys (id, source, key, order_id, shopper_id, lane, service, carrier, origin, country, zone, started_at,
      starts_on, planned_days, expected_handover_on)
    select gen_random_uuid(), 'orders', s.id::text, s.id, s.shopper_id,
      (select string_agg(coalesce(replace(part, '|', '/'), '-'), '|' order by place)
        from unnest(array[s.service, s.origin, s.country, s.zone]) with ordinality as parts (part, place)),
      s.service, s.carrier, s.origin, s.country, s.zone, s.placed_at, s.starts_on, s.promised_latest - s.starts_on,
      (select day::date from generate_series(s.starts_on, s.starts_on + 120, interval '1 day') as day
        where extract(isodow from day)::int = any (s.working_days) order by day offset s.handling_days limit 1)
    from started s order by s.placed_at
    on conflict do nothing
    returning id`.execute(tx.db);
  return rows.length;
}
