import { sql } from "kysely";
import { dayText, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { StateCount, WayCount } from "./shrink-ways.ts";
import { horizon } from "./way-tables.ts";

/** Hand-overs of so many days are looked back to: whole weeks, since carriers rest on Sundays. */
const lookBackDays = 119;

/**
 * Counts the ways of parcels, day by day from their hand-over on, with all that have not arrived: a count of what arrived alone would find
 * everything quick.
 * @param asOf the first day of which nothing is used
 */
export async function countWays(tx: DatabaseTx, asOf: PlainDayNumber): Promise<WayCount[]> {
  const day = dayText(asOf);
  const { rows } = await sql<WayCount>`
    select lane, split_part(lane, '|', 1) as service, age, extract(isodow from handed_over_on + age)::int as weekday,
      count(*)::int as "atRisk", (count(*) filter (where delivered_on = handed_over_on + age))::int as arrived
    from journeys, generate_series(0, least(${horizon}::int,
      least(delivered_on, cancelled_on, observed_until, ${day}::date - 1) - handed_over_on)) as age
    where handed_over_on between ${day}::date - ${lookBackDays}::int and ${day}::date - 1
      and starts_on > ${day}::date - ${2 * lookBackDays}::int
      and (delivered_on is null or delivered_on >= handed_over_on)
    group by lane, age, weekday`.execute(tx.db);
  return rows;
}

/** Arrivals by hour of the day, the first from midnight on. Those that a sender knows by the day alone, at midnight or noon, tell nothing. */
export async function countHours(tx: DatabaseTx, asOf: PlainDayNumber, timeZone: string): Promise<number[]> {
  const { rows } = await sql<{ hour: number; count: number }>`
    select extract(hour from at)::int as hour, count(*)::int as count
    from journeys, lateral (select delivered_at at time zone ${timeZone} as at) as local
    where delivered_on between ${dayText(asOf)}::date - ${lookBackDays}::int and ${dayText(asOf)}::date - 1
      and starts_on > ${dayText(asOf)}::date - ${2 * lookBackDays}::int and at::time not in ('00:00', '12:00')
    group by 1`.execute(tx.db);
  const counts = new Map(rows.map(({ hour, count }) => [hour, count]));
  return Array.from({ length: 24 }, (_, hour) => counts.get(hour) ?? 0);
}

/**
 * Counts the days of parcels whose ways are followed by what was said of them, the silence since and the age: every word on its own day, and the
 * last word of a day in each morning that follows, up to that of the day of the next word.
 */
export async function countStates(tx: DatabaseTx, asOf: PlainDayNumber, timeZone: string): Promise<StateCount[]> {
  const day = dayText(asOf);
  const { rows } = await sql<StateCount>`
    with ways as (
      select id, coalesce((
          select min(j.lane) from parcel_orders o join journeys j on j.order_id = o.order_id where o.parcel_id = parcels.id
        ), '-|-|-|-') as lane,
        (picked_up_at at time zone ${timeZone})::date as handed, (delivered_at at time zone ${timeZone})::date as arrived
      from parcels
      where direction = 'outbound' and picked_up_at >= ${day}::date - ${lookBackDays}::int and picked_up_at < ${day}::date
    ), said as (
      select w.id, lane, handed, arrived, said_on, s.status, max(s.at) as at
      from ways w join scans s on s.parcel_id = w.id,
        lateral (select (s.at at time zone ${timeZone})::date as said_on) as days
      where s.key not like 'parcel-record/%' and s.retracts is null and s.ignored is null
        and s.status not in ('delivered', 'returning', 'returned_to_sender', 'label_created')
        and said_on >= handed and said_on < ${day}::date and (arrived is null or said_on <= arrived)
      group by w.id, lane, handed, arrived, said_on, s.status
    ), evenings as (
      select *, lead(said_on) over (partition by id order by said_on) as next_on
      from (select distinct on (id, said_on) * from said order by id, said_on, at desc) as last_words
    ), days as (
      select id, lane, handed, arrived, status, said_on, said_on as today from said
      union all
      select id, lane, handed, arrived, status, said_on, said_on + n
      from evenings, generate_series(1, least(next_on, arrived, handed + ${horizon}::int, ${day}::date - 1) - said_on) as n
    )
    select lane, status, today - said_on as "silentDays", today - handed as age, extract(isodow from today)::int as weekday,
      count(*)::int as "atRisk", (count(*) filter (where today = arrived))::int as arrived,
      (count(*) filter (where today is distinct from arrived and today + 1 < ${day}::date))::int as "nextAtRisk",
      (count(*) filter (where today + 1 = arrived and today + 1 < ${day}::date))::int as "nextArrived",
      (count(*) filter (where handed < ${day}::date - ${horizon}::int))::int as matured,
      (count(*) filter (where handed < ${day}::date - ${horizon}::int and arrived is null))::int as lost
    from days group by 1, 2, 3, 4, 5`.execute(tx.db);
  return rows;
}
