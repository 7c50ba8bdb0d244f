import { sql } from "kysely";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { dayAt, dayText } from "../../../foundation/calendar/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { listLanes } from "./lanes.contract.ts";

interface Row {
  readonly lane: string;
  readonly service: string | null;
  readonly origin: string | null;
  readonly country: string | null;
  readonly zone: string | null;
  readonly journeys: number;
  readonly open: number;
  readonly since: string;
  readonly days50: number | null;
  readonly days90: number | null;
  readonly handover50: number | null;
}

/** Of what is old enough that all but one in twenty has arrived, what has not is slower than all the rest; so slow a day is not named. */
const never = 100_000;

export const listLanesOperation = operation(listLanes, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { limit }) {
    const { timeZone } = await readRetailer(tx);
    const today = dayText(dayAt(clock.now(), timeZone).day);
    const { rows } = await sql<Row>`
      with slow as (
        select coalesce(percentile_disc(0.95) within group (order by delivered_on - starts_on), 0) as days
        from journeys where delivered_on is not null and starts_on > ${today}::date - 400
      )
      select lane, min(service) as service, min(origin) as origin, min(country) as country, min(zone) as zone,
        count(*)::int as journeys, count(*) filter (where delivered_on is null and cancelled_on is null)::int as open,
        min(starts_on) as since,
        percentile_disc(0.5) within group (order by took) filter (where is_old) as days50,
        percentile_disc(0.9) within group (order by took) filter (where is_old) as days90,
        percentile_disc(0.5) within group (order by waited) filter (where is_old) as handover50
      from (
        select j.*, starts_on <= least(observed_until, ${today}::date) - slow.days as is_old,
          coalesce(delivered_on - starts_on, ${never}) as took, coalesce(handed_over_on - starts_on, ${never}) as waited
        from journeys j, slow where starts_on between ${today}::date - 180 and ${today} and cancelled_on is null
      ) recent
      group by lane order by journeys desc, lane limit ${limit}`.execute(tx.db);
    return {
      lanes: rows.map(({ service, origin, country, zone, days50, days90, handover50, ...row }) => ({
        ...row,
        ...(service !== null && { service }),
        ...(origin !== null && { origin }),
        ...(country !== null && { country }),
        ...(zone !== null && { zone }),
        ...day("days50", days50),
        ...day("days90", days90),
        ...day("handover50", handover50),
      })),
    };
  },
});

function day<Name extends string>(name: Name, value: number | null): { [Key in Name]?: number } {
  return (value === null || value >= never ? {} : { [name]: value }) as { [Key in Name]?: number };
}
