import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { ActionTerms } from "../../facts/actions/index.ts";
import { labelsOf } from "../../facts/persons/index.ts";
import { At } from "../../foundation/contracts/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { chosenTerms } from "../../judgement/decisions/index.ts";
import { listNextSteps as contract, type NextStepRow } from "./list-next-steps.contract.ts";
import { returnIncentive } from "./return-incentive.ts";
import { matchesSearch } from "./search-returns.ts";

const Place = z.object({ at: At, id: z.uuid() });

const ownStore: Rule = { name: "returns of own store", allows: ({ actor }) => actor.scope["storeId"] !== undefined };

export const listNextSteps = operation(contract, {
  by: { associate: ownStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { q, action, cursor, limit }) {
    const ownStoreOnly = actor.role === "associate" ? sql`r.store_id = ${actor.scope["storeId"] ?? null}` : sql`true`;
    const wanted = sql.join(
      [ownStoreOnly, q ? matchesSearch(q) : sql`true`, action === undefined ? sql`true` : sql`d.chosen = ${action}`],
      sql` and `,
    );
    const from = readCursor(Place, cursor);
    const places = await placesOf(tx, wanted, from, limit + 1);
    const { rows, next } = pageOf(places, limit, Place, (place) => place);
    const total = await countOf(tx, wanted);
    const items = await describe(tx, rows, clock.now());
    return { items, next, total, ...(from === undefined && { actions: await chosenActions(tx, ownStoreOnly) }) };
  },
});

type Place = z.output<typeof Place>;

// Nobody has brought back what was called off before it left.
const source = sql`
  from (select * from returns where not cancelled) r
  left join decisions d on d.subject = r.id and d.moment = ${returnIncentive.name} and d.superseded_at is null`;

async function placesOf(
  tx: DatabaseTx,
  wanted: RawBuilder<unknown>,
  from: Place | undefined,
  limit: number,
): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select r.returned_at as at, r.id ${source}
    where ${wanted} ${from ? sql`and (r.returned_at, r.id) < (${from.at}, ${from.id}::uuid)` : sql``}
    order by r.returned_at desc, r.id desc limit ${limit}`.execute(tx.db);
  return rows;
}

async function countOf(tx: DatabaseTx, wanted: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count ${source} where ${wanted}`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

/** What returns can be filtered by. An identifier names the same terms for ever, so that the latest decision speaks for all. */
async function chosenActions(tx: DatabaseTx, ofStore: RawBuilder<unknown>) {
  const { rows } = await sql<{ chosen: string; alternatives: unknown; currency: string }>`
    with choices as (
      select d.chosen, count(*) as times, max(d.id::text)::uuid as latest
      ${source} where ${ofStore} and d.id is not null group by d.chosen
    )
    select d.chosen, d.alternatives, d.currency from choices c join decisions d on d.id = c.latest
    order by c.times desc, d.chosen`.execute(tx.db);
  return rows.map((row) => ({ id: row.chosen, currency: row.currency, ...termsOf(row) }));
}

function termsOf(decision: Parameters<typeof chosenTerms>[0]): { terms?: ActionTerms } {
  const terms = chosenTerms(decision);
  return terms === undefined ? {} : { terms };
}

interface ListedRow {
  id: Id<"ret">;
  shopper_id: string;
  number: string;
  at: Date;
  channel: string;
  store_name: string | null;
  currency: string;
  amount: bigint;
  units: number;
  titles: string[];
  decision_id: Id<"dec"> | null;
  chosen: string;
  alternatives: unknown;
  mode: string;
  retrospective: boolean;
  chance: number | null;
  top_reason: { key: string; values: Record<string, string | number> } | null;
  matured: boolean;
  bought_again_at: Date | null;
}

// As subqueries and not as joins: each is looked up by its whole key, however little is known of the tables yet.
const boughtTitle = sql`(select title from order_lines where order_id = rl.order_id and line = rl.order_line)`;
const productTitle = sql`(
  select p.title from products p
  where p.id = (select product_id from variants where source = r.source and sku = rl.sku))`;

/** What the rows of one page are, with what became of each where its horizon is over. */
async function describe(tx: DatabaseTx, places: readonly Place[], now: Date): Promise<z.output<typeof NextStepRow>[]> {
  if (places.length === 0) return [];
  const { rows } = await sql<ListedRow>`
    select r.id, r.shopper_id, r.key as number, r.returned_at as at, r.channel, s.name as store_name, r.currency, r.amount,
      r.units, l.titles, d.id as decision_id, d.chosen, d.alternatives, d.mode, d.retrospective, d.reasons -> 0 as top_reason,
      (select (alternative -> 'chance' ->> 'value')::float8 from jsonb_array_elements(d.alternatives) alternative
       where alternative ->> 'action' = d.chosen) as chance,
      r.returned_at + horizon.length <= ${now} as matured, again.at as bought_again_at
    from returns r
    join shoppers shopper on shopper.id = r.shopper_id
    left join stores s on s.id = r.store_id
    left join decisions d on d.subject = r.id and d.moment = ${returnIncentive.name} and d.superseded_at is null
    cross join lateral (select make_interval(days => coalesce(d.horizon_days, ${returnIncentive.horizons[0]}))) horizon (length)
    cross join lateral (
      select coalesce((array_agg(coalesce(rl.title, ${boughtTitle}, ${productTitle}, rl.sku) order by rl.line))[1:3], '{}')
        as titles
      from return_lines rl
      where rl.return_id = r.id
    ) l
    left join lateral (
      select min(o.placed_at) as at from orders o
      where o.shopper_id = any(array(
          select coalesce(shopper.merged_into, shopper.id) union all
          select guest.id from shoppers guest where guest.merged_into = coalesce(shopper.merged_into, shopper.id)))
        and o.placed_at > r.returned_at and o.placed_at <= r.returned_at + horizon.length
    ) again on true
    where r.id = any(${places.map(({ id }) => id)}::uuid[])
    order by r.returned_at desc, r.id desc`.execute(tx.db);
  const labels = await labelsOf(
    tx,
    rows.map((row) => row.shopper_id),
  );
  return rows.map((row) => ({
    returnId: row.id,
    number: row.number,
    at: row.at,
    shopper: labels.get(row.shopper_id),
    channel: row.channel,
    storeName: row.store_name ?? undefined,
    currency: row.currency,
    amount: row.amount,
    units: row.units,
    titles: row.titles,
    ...(row.decision_id !== null && { nextStep: nextStepOf({ ...row, decision_id: row.decision_id }) }),
    ...(row.matured && { boughtAgain: row.bought_again_at !== null, boughtAgainAt: row.bought_again_at ?? undefined }),
  }));
}

function nextStepOf(row: ListedRow & { decision_id: Id<"dec"> }) {
  const { decision_id: decisionId, chosen, mode, retrospective, chance, top_reason } = row;
  return {
    ...{ decisionId, chosen, mode, retrospective },
    ...termsOf(row),
    ...(chance !== null && { chance }),
    ...(top_reason && { topReason: { key: top_reason.key, values: top_reason.values } }),
  };
}
