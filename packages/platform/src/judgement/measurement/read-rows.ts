import { type RawBuilder, sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { goalOf, type ProgramDocument, regionsOf, weightsFor } from "../programs/index.ts";
import { decidedHere } from "./decided-here.ts";
import type { PlacedRow } from "./measure.ts";
import type { Division } from "./measurement.contract.ts";

/** Which decisions are measured, and how they are told apart. */
export interface Selection {
  /** Sums of other currencies have no place in the same figure. */
  readonly currency: string;
  /** Of all programs if not given. */
  readonly program?: string;
  readonly by?: Division;
  /** Of the weeks. */
  readonly timeZone: string;
}

/** A published version, by `name/version`. */
export type Versions = ReadonlyMap<string, ProgramDocument>;

/** How many rows are held at once: so few that whoever is decided about meanwhile waits some milliseconds at most. */
const batch = 1_000;

/**
 * Reads the decisions of programs whose outcome is known, oldest first, never those that were made afterwards about history.
 * @param take is given each with the program that decided
 */
export async function readRows(
  tx: DatabaseTx,
  selection: Selection,
  versions: Versions,
  take: (program: string, row: PlacedRow) => void,
): Promise<void> {
  const aims = aimsOf(versions);
  const countsPoints = [...versions.values()].some(({ goal }) =>
    [goal, ...goal.regions].some(({ weights }) => weights.points > 0),
  );
  await rowsOf({ ...selection, countsPoints }, sql`declare measured no scroll cursor for`).execute(tx.db);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(batch)} from measured`.execute(tx.db);
    for (const row of rows) take(row.program, placedRow(row, aims));
    if (rows.length < batch) break;
  }
  await sql`close measured`.execute(tx.db);
}

interface Row {
  readonly program: string;
  readonly version: number;
  readonly shopper: string;
  readonly held: boolean;
  readonly decided_at: Date;
  readonly horizon_days: number;
  readonly cost_at_once: number;
  readonly store_key: string | null;
  readonly visits: number;
  readonly revenue: number;
  readonly margin: number;
  readonly same_visit_margin: number;
  readonly margin_before: number;
  readonly revenue_before: number;
  readonly base_log_odds: number | null;
  /** Points per minor unit paid; null without a scheme, or where no goal counts them. */
  readonly points_rate: number | null;
  readonly division: string | null;
  readonly week: string;
}

function placedRow(row: Row, aims: ReturnType<typeof aimsOf>): PlacedRow {
  const { revenue, margin, same_visit_margin: sameVisit, visits, cost_at_once: contact, points_rate: rate } = row;
  const { weights, holdout } = aims(row);
  const points = rate === null ? undefined : { perMinorUnit: rate };
  return {
    shopper: row.shopper,
    arm: row.held ? "holdout" : "treated",
    holdoutShare: holdout,
    decidedAt: row.decided_at.getTime(),
    horizonDays: row.horizon_days,
    outcome: { goal: goalOf({ margin, revenue, sameVisit, visits }, weights, points), margin, revenue, visits },
    contact: { goal: weights.margin * contact, margin: contact, revenue: 0, visits: 0 },
    before: {
      margin: row.margin_before,
      revenue: row.revenue_before,
      chance: row.base_log_odds === null ? 0 : 1 / (1 + Math.exp(-row.base_log_odds)),
    },
    group: row.division,
    week: row.week,
  };
}

/** What each version aims at in each store. */
function aimsOf(versions: Versions) {
  const ready = new Map([...versions].map(([key, document]) => [key, { document, regionOf: regionsOf(document) }]));
  return ({ program, version, store_key }: Pick<Row, "program" | "version" | "store_key">) => {
    const found = ready.get(`${program}/${version}`);
    if (!found) throw new Error(`program ${program} has no version ${version}, and yet it has decided`);
    return { weights: weightsFor(found, store_key ?? undefined), holdout: found.document.holdout };
  };
}

/**
 * What a shopper was before any program could act on them is that of their first decision: covariates, and the group they are counted in.
 * Later decisions fall into other stores, habits and channels also because of what the programs did.
 */
function rowsOf(
  { currency, program, by, timeZone, countsPoints }: Selection & { readonly countsPoints: boolean },
  prefix: RawBuilder<unknown>,
) {
  // A decision's features and stakes are wide, and read only where they are asked for.
  const pointsRate = countsPoints ? sql`(d.stakes -> 'points' ->> 'perMinorUnit')::float8` : sql`null::float8`;
  const feature = (name: string) =>
    by === "frequency" || by === "recency" ? sql`(d.features ->> ${sql.lit(name)})::float8` : sql`null::float8`;
  return sql`${prefix}
    with ${program === undefined ? sql`` : personsOf(program)} logged as (
      select d.id, d.program, d.program_version, d.decided_at, d.horizon_days, d.cost_at_once, d.base_log_odds,
        d.store_id, d.subject_kind, d.subject, ${feature("orders")} as orders, ${feature("recency-days")} as recency,
        ${pointsRate} as points_rate, d.mode = 'holdout' as held, coalesce(s.merged_into, d.shopper_id) as shopper,
        o.visits, o.revenue, o.margin, o.same_visit_margin, o.margin_before, o.revenue_before
      from decisions d
      join outcomes o on o.decision_id = d.id
      left join shoppers s on s.id = d.shopper_id
      where ${decidedHere} and d.currency = ${currency}
        ${program === undefined ? sql`` : sql`and d.shopper_id in (select id from members)`}
    ), first as (
      select distinct on (shopper) * from logged order by shopper, decided_at, id
    ), known as materialized (
      select f.shopper, f.margin_before, f.revenue_before, f.base_log_odds,
        (${by === undefined ? sql`null` : divisions[by]})::text as division
      from first f left join stores on stores.id = f.store_id
    )
    select l.program, l.program_version as version, l.shopper, l.held, l.decided_at, l.horizon_days, l.cost_at_once,
      l.points_rate, stores.key as store_key, l.visits, l.revenue, l.margin, l.same_visit_margin, k.margin_before, k.revenue_before, k.base_log_odds, k.division,
      to_char(date_trunc('week', l.decided_at at time zone ${timeZone}), 'YYYY-MM-DD') as week
    from logged l
    join known k on k.shopper = l.shopper
    left join stores on stores.id = l.store_id
    where ${program === undefined ? sql`true` : sql`l.program = ${program}`}
    order by l.decided_at, l.id`;
}

/**
 * CTE `members (id)`: everybody whom a program has decided about, under whichever of their identifiers. Without it the first decisions of
 * all shoppers of the house would be looked for, to tell of a few.
 */
function personsOf(program: string) {
  return sql`
    persons as materialized (
      select distinct coalesce(s.merged_into, d.shopper_id) as id
      from decisions d left join shoppers s on s.id = d.shopper_id
      where d.program = ${program} and not d.retrospective
    ), members as (
      select id from persons union all select s.id from persons join shoppers s on s.merged_into = persons.id
    ),`;
}

/** Of a shopper's first decision `f`. */
const divisions: Readonly<Record<Division, RawBuilder<unknown>>> = {
  region: sql`stores.region`,
  store: sql`stores.id`,
  // What came back was sold in one; a moment that is about no return takes where the shopper began.
  "channel-of-sale": sql`coalesce(
    (select o.channel from return_lines rl join orders o on o.id = rl.order_id
     where f.subject_kind = 'ret' and rl.return_id = f.subject order by rl.line limit 1),
    (select o.channel from orders o
     where o.shopper_id = any(array(select f.shopper union select m.id from shoppers m where m.merged_into = f.shopper))
       and o.placed_at <= f.decided_at order by o.placed_at, o.id limit 1))`,
  "channel-of-return": sql`coalesce(
    (select r.channel from returns r where f.subject_kind = 'ret' and r.id = f.subject),
    case when f.store_id is null then 'online' else 'store' end)`,
  frequency: sql`case when f.orders < 1 then '0' when f.orders < 2 then '1' when f.orders < 5 then '2-4'
    when f.orders >= 5 then '5-and-more' end`,
  recency: sql`case when f.orders < 1 then 'never' when f.recency <= 30 then 'to-30' when f.recency <= 90 then '31-90'
    when f.recency <= 365 then '91-365' when f.recency > 365 then 'over-365' end`,
};
