import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** Days of hand-overs that say what is usual, and how many it takes. */
const recent = 28;
const enough = 30;

/**
 * Says of journeys of which nobody did when their goods were to be handed over: after as many days as were usual on their lane in the four
 * weeks before they started, so that it is nothing that only came out afterwards. Where too little was handed over then, it stays unknown.
 */
export async function expectHandOvers(tx: DatabaseTx): Promise<void> {
  // Reckoned once for each lane and day, before anything is joined: of a table that was just filled the planner would reckon it for each journey.
  await sql`
    with u as materialized (
      select d.lane, d.starts_on, usual.days
      from (select distinct lane, starts_on from journeys where expected_handover_on is null) d
      cross join lateral (
        select percentile_disc(0.5) within group (order by e.handed_over_on - e.starts_on) as days
        from journeys e
        where e.lane = d.lane and e.starts_on between d.starts_on - 2 * ${recent}::int and d.starts_on
          and e.handed_over_on between d.starts_on - ${recent}::int and d.starts_on - 1
        having count(*) >= ${enough}
      ) usual
    )
    update journeys j set expected_handover_on = u.starts_on + u.days
    from u
    where j.lane = u.lane and j.starts_on = u.starts_on and j.expected_handover_on is null`.execute(tx.db);
}
