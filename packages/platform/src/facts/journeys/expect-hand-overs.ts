import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** Days of hand-overs that say what is usual, and how many it takes. */
const recent = 28;
const enough = 30;

/**
 * Says of journeys of which nobody did when their goods were to be handed over: after as many days as the middle one of their service took
 * at their origin, of those handed over in the four weeks before they started, so that it is nothing that only came out afterwards. Where
 * they go does not matter to a warehouse. Where too little was handed over then, it stays unknown.
 */
export async function expectHandOvers(tx: DatabaseTx): Promise<void> {
  // Counted by day first: the same weeks are looked at for every day of a history, and a table that was just filled has no statistics yet.
  await sql`
    with counted as materialized (
      select coalesce(service, '') as service, coalesce(origin, '') as origin, handed_over_on,
        handed_over_on - starts_on as took, count(*) as n
      from journeys where handed_over_on is not null group by 1, 2, 3, 4
    ),
    asked as materialized (
      select distinct coalesce(service, '') as service, coalesce(origin, '') as origin, starts_on
      from journeys where expected_handover_on is null
    ),
    summed as (
      select a.service, a.origin, a.starts_on, c.took, sum(c.n) as n
      from asked a join counted c on c.service = a.service and c.origin = a.origin
        and c.handed_over_on between a.starts_on - ${recent}::int and a.starts_on - 1
      group by a.service, a.origin, a.starts_on, c.took
    ),
    risen as (
      select *, sum(n) over (partition by service, origin, starts_on order by took) as until,
        sum(n) over (partition by service, origin, starts_on) as total
      from summed
    ),
    usual as materialized (
      select service, origin, starts_on, min(took) as days from risen
      where until * 2 >= total and total >= ${enough} group by service, origin, starts_on
    )
    update journeys j set expected_handover_on = u.starts_on + u.days
    from usual u
    where coalesce(j.service, '') = u.service and coalesce(j.origin, '') = u.origin and j.starts_on = u.starts_on
      and j.expected_handover_on is null`.execute(tx.db);
}
