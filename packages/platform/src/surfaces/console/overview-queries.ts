import { sql } from "kysely";
import type { ActionTerms } from "../../facts/actions/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { chosenTerms } from "../../judgement/decisions/index.ts";

export interface Period {
  /** Weeks up to and with the one that `asOf` lies in. */
  readonly weeks: number;
  readonly timeZone: string;
  /** Sales in other currencies have no place in one sum. */
  readonly currency: string;
  readonly asOf: Date;
  readonly horizonDays: number;
}

export interface WeekRow {
  /** The Monday. */
  readonly week: string;
  readonly orders: number;
  readonly sales: bigint;
  readonly lines_sold: number;
  readonly units_sold: number;
  /** Of the units sold in this week, those that have come back since. */
  readonly came_back: number;
  readonly returns: number;
  /** Units that came back in this week, whenever they were bought. */
  readonly units_returned: number;
  /** Returns by known shoppers whose horizon is over, and those of them that a purchase followed. */
  readonly matured: number;
  readonly followed: number;
  /** Whether the horizon of every return of the week is over. */
  readonly is_mature: boolean;
}

/** The weeks from the first with an order or a return, but no more than asked for; those without anything included. */
export async function readWeeks(tx: DatabaseTx, period: Period): Promise<WeekRow[]> {
  const { timeZone, currency, asOf, horizonDays } = period;
  const { rows } = await sql<WeekRow>`
    with ${bounds(period)},
    sold as (
      select ${weekOf("o.placed_at", timeZone)} as week, count(*)::int as orders,
        coalesce(sum(o.total) filter (where o.currency = ${currency}), 0)::bigint as sales
      from orders o, bounds where o.placed_at >= bounds.since and o.placed_at <= ${asOf}
      group by 1
    ),
    lines as (
      select ${weekOf("day", timeZone)} as week, sum(lines)::int as lines_sold, sum(units)::int as units_sold,
        sum(returned)::int as came_back
      from (
        -- First by instant, as a conversion of zones for each of many lines would cost more than all else.
        select l.placed_at as day, count(*) as lines, sum(l.quantity) as units, sum(l.returned_quantity - l.cancelled_quantity) as returned
        from order_lines l, bounds where l.placed_at >= bounds.since and l.placed_at <= ${asOf}
        group by 1
      ) by_instant
      group by 1
    ),
    came as (
      select ${weekOf("r.returned_at", timeZone)} as week, count(*)::int as returns, sum(r.units)::int as units_returned,
        count(*) filter (where is_known and is_old)::int as matured,
        count(*) filter (where is_known and is_old and followed)::int as followed
      from returns r
      join bounds on r.returned_at >= bounds.since and r.returned_at <= ${asOf} and not r.cancelled
      join shoppers s on s.id = r.shopper_id
      cross join lateral (
        select s.kind = 'account' or s.merged_into is not null as is_known,
          r.returned_at + make_interval(days => ${horizonDays}) <= ${asOf} as is_old,
          exists (
            select from orders o
            where o.shopper_id = any(array(
                select coalesce(s.merged_into, s.id) union all
                select guest.id from shoppers guest where guest.merged_into = coalesce(s.merged_into, s.id)))
              and o.placed_at > r.returned_at
              and o.placed_at <= r.returned_at + make_interval(days => ${horizonDays})) as followed
      ) outcome
      group by 1
    )
    select to_char(week, 'YYYY-MM-DD') as week,
      coalesce(orders, 0) as orders, coalesce(sales, 0) as sales,
      coalesce(lines_sold, 0) as lines_sold, coalesce(units_sold, 0) as units_sold, coalesce(came_back, 0) as came_back,
      coalesce(returns, 0) as returns, coalesce(units_returned, 0) as units_returned,
      coalesce(matured, 0) as matured, coalesce(followed, 0) as followed,
      (week + 7)::timestamp at time zone ${timeZone} + make_interval(days => ${horizonDays}) <= ${asOf} as is_mature
    from bounds
    cross join lateral (
      select day::date as week from generate_series(bounds.first_week::timestamp, bounds.last_week, interval '1 week') day
    ) weeks
    left join sold using (week) left join lines using (week) left join came using (week)
    order by week`.execute(tx.db);
  return rows;
}

/** What has no week: distinct shoppers with an account who bought, and returns none of whose lines could be matched. */
export async function readTotals(
  tx: DatabaseTx,
  period: Period,
): Promise<{ shoppers: number; returns_of_unknown_origin: number }> {
  const { rows } = await sql<{ shoppers: number; returns_of_unknown_origin: number }>`
    with ${bounds(period)}
    select
      (select count(distinct coalesce(s.merged_into, s.id))::int from orders o join shoppers s on s.id = o.shopper_id
       where (s.kind = 'account' or s.merged_into is not null)
         and o.placed_at >= bounds.since and o.placed_at <= ${period.asOf}) as shoppers,
      (select count(*)::int from returns r
       where r.returned_at >= bounds.since and r.returned_at <= ${period.asOf} and not r.cancelled
         and not exists (select from return_lines l where l.return_id = r.id and l.order_id is not null)
      ) as returns_of_unknown_origin
    from bounds`.execute(tx.db);
  return rows[0] ?? { shoppers: 0, returns_of_unknown_origin: 0 };
}

interface ChosenAction {
  readonly action: string;
  readonly terms?: ActionTerms;
  readonly currency: string;
  readonly decisions: number;
}

/** How often each action was the answer to a return, most often first; decisions that were replaced do not count. */
export async function readDecisions(tx: DatabaseTx): Promise<ChosenAction[]> {
  // An identifier names the same terms for ever, so that the latest decision speaks for all.
  const { rows } = await sql<{ chosen: string; alternatives: unknown; currency: string; decisions: number }>`
    with choices as (
      select chosen, count(*)::int as decisions, max(id::text)::uuid as latest
      from decisions where superseded_at is null and subject_kind = 'ret' group by chosen
    )
    select d.chosen, d.alternatives, d.currency, c.decisions from choices c join decisions d on d.id = c.latest
    order by c.decisions desc, d.chosen`.execute(tx.db);
  return rows.map((row) => {
    const terms = chosenTerms(row);
    const { chosen: action, currency, decisions } = row;
    return { action, currency, decisions, ...(terms && { terms }) };
  });
}

/** The first and the last Monday of the period, and the instant at which it begins; no row while there is nothing. */
function bounds({ weeks, timeZone, asOf }: Period) {
  return sql`bounds as materialized (
    select first_week, last_week, first_week::timestamp at time zone ${timeZone} as since
    from (
      select greatest(${weekOf("earliest", timeZone)}, last_week - 7 * (${weeks}::int - 1)) as first_week, last_week
      from (
        select least((select min(placed_at) from orders), (select min(returned_at) from returns)) as earliest,
          date_trunc('week', ${asOf}::timestamptz at time zone ${timeZone})::date as last_week
      ) edges
      where earliest <= ${asOf}
    ) mondays
  )`;
}

function weekOf(column: string, timeZone: string) {
  return sql`date_trunc('week', ${sql.ref(column)} at time zone ${timeZone})::date`;
}
