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

/** Counts the days of parcels whose ways are followed by the state that was last said, the silence since and the age. */
export async function countStates(tx: DatabaseTx, asOf: PlainDayNumber, timeZone: string): Promise<StateCount[]> {
  const day = dayText(asOf);
  const { rows } = await sql<StateCount>`
    with ways as (
      select id, (picked_up_at at time zone ${timeZone})::date as handed, (delivered_at at time zone ${timeZone})::date as arrived
      from parcels
      where direction = 'outbound' and picked_up_at >= ${day}::date - ${lookBackDays}::int and picked_up_at < ${day}::date
    ), said as (
      select distinct on (w.id, day) w.*, day, s.status
      from ways w join scans s on s.parcel_id = w.id, lateral (select (s.at at time zone ${timeZone})::date as day) as days
      where s.key not like 'parcel-record/%' and s.retracts is null and s.ignored is null
        and s.status not in ('delivered', 'returning', 'returned_to_sender', 'label_created') and day >= w.handed
      order by w.id, day, s.at desc
    ), spans as (
      select *, lead(day) over (partition by id order by day) as until from said where arrived is null or day <= arrived
    )
    select status, today - day as "silentDays", today - handed as age, extract(isodow from today)::int as weekday,
      count(*)::int as "atRisk", (count(*) filter (where today = arrived))::int as arrived,
      (count(*) filter (where handed < ${day}::date - ${horizon}::int::int))::int as matured,
      (count(*) filter (where handed < ${day}::date - ${horizon}::int::int and arrived is null))::int as lost
    from spans, lateral (
      select generate_series(0, least(until - 1, arrived, handed + ${horizon}::int, ${day}::date - 1) - day) + day as today
    ) as days
    group by 1, 2, 3, 4`.execute(tx.db);
  return rows;
}
