import { sql } from "kysely";
import { dayText } from "../../../foundation/calendar/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../../foundation/events/index.ts";
import { predictWays } from "../../../judgement/promises/in-flight/index.ts";

const batchSize = 1_000;

/**
 * Predicts every watched order by itself, once a day, for the looks that follow; what is handed over until the next day is told by its lane. For a
 * thread of its own.
 */
export async function predictWatched(house: { readonly unitOfWork: UnitOfWork; readonly clock: Clock }): Promise<void> {
  const ways = await predictWays(house);
  for (let from = 0; from < ways.length; from += batchSize) {
    const rows = ways.slice(from, from + batchSize).map(({ journeyId, handedOverOn, odds }) => ({
      ...{ id: journeyId, on: dayText(handedOverOn), odds: odds.map((each) => Number(each.toFixed(3))) },
    }));
    // In the order in which others lock orders, a batch at a time: whoever looks at one waits for a moment only.
    await house.unitOfWork.run("learning", (tx) =>
      sql`
        with given as (
          select j.order_id, r."on", array(select jsonb_array_elements_text(r.odds)::real) as odds
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "on" date, odds jsonb)
          join journeys j on j.id = r.id
        ), locked as (
          select w.order_id from delivery_watches w where w.order_id in (select order_id from given) order by w.order_id for update
        )
        update delivery_watches w set odds_from = g."on", odds = g.odds
        from given g join locked using (order_id) where w.order_id = g.order_id`.execute(tx.db),
    );
  }
}
