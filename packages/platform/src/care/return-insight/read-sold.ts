import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** What was bought of one article through one channel, and what of it came back. */
export interface SoldArticle {
  readonly source: string;
  readonly sku: string;
  /** Null where the catalogue does not know the stock code. */
  readonly product: string | null;
  readonly title: string;
  readonly variant: string | null;
  readonly supplier: string | null;
  readonly category: string;
  readonly channel: string;
  readonly bought: number;
  readonly returned: number;
  /** What was paid for what came back, minor units. */
  readonly value: bigint;
}

/** Orders of which everything that is looked at comes. */
export interface Cohort {
  /** "2026-03-02" */
  readonly from: string;
  readonly until: string;
  readonly timeZone: string;
  readonly currency: string;
}

/**
 * What was bought in a period, and how much of just that has come back since: a return counts for the day of its purchase, so that a season's rate is
 * not that of another season's goods. What was called off before it left counts as not bought.
 */
export async function readSold(tx: DatabaseTx, cohort: Cohort): Promise<SoldArticle[]> {
  const { rows } = await sql<SoldArticle>`
    with ${bought(cohort)}
    select b.source, b.sku, p.id as product, coalesce(p.title, min(b.title), b.sku) as title, v.title as variant,
      p.brand as supplier, coalesce(p.category, min(b.category), '') as category, b.channel,
      sum(b.bought)::int as bought, sum(b.returned)::int as returned, sum(b.value)::bigint as value
    from bought b
      left join variants v on v.source = b.source and v.sku = b.sku left join products p on p.id = v.product_id
    group by b.source, b.sku, p.id, p.title, v.title, p.brand, p.category, b.channel`.execute(tx.db);
  return rows;
}

/** Units of an article that were bought through one channel and came back for a reason. */
export interface ReturnedForReason {
  readonly source: string;
  readonly sku: string;
  readonly channel: string;
  /** As it was sent; empty where nobody said. */
  readonly reason: string;
  readonly units: number;
  readonly value: bigint;
}

export async function readReasons(tx: DatabaseTx, cohort: Cohort): Promise<ReturnedForReason[]> {
  const { rows } = await sql<ReturnedForReason>`
    with ${bought(cohort)}
    select b.source, b.sku, b.channel, coalesce(l.reason, '') as reason, sum(l.quantity)::int as units, sum(l.amount)::bigint as value
    from bought b
      join return_lines l on l.order_id = b.order_id and l.order_line = b.line
      join returns r on r.id = l.return_id and not r.cancelled
    where b.returned > 0
    group by b.source, b.sku, b.channel, 4`.execute(tx.db);
  return rows;
}

/** Shoppers by how much of what they bought before has come back; `new` with fewer than five units. */
export async function readGroups(
  tx: DatabaseTx,
  cohort: Cohort,
): Promise<
  readonly { readonly name: string; readonly bought: number; readonly returned: number; readonly value: bigint }[]
> {
  const { rows } = await sql<{ name: string; bought: number; returned: number; value: bigint }>`
    with ${bought(cohort)}, before as (
      select shopper_id, sum(quantity - cancelled_quantity) as bought, sum(returned_quantity - cancelled_quantity) as returned
      from order_lines where placed_at < (${cohort.from}::date::timestamp at time zone ${cohort.timeZone}) group by 1
    )
    select case when coalesce(e.bought, 0) < 5 then 'new' when e.returned = 0 then 'never'
        when e.returned < .2 * e.bought then 'seldom' when e.returned < .5 * e.bought then 'often' else 'mostly' end as name,
      sum(b.bought)::int as bought, sum(b.returned)::int as returned, sum(b.value)::bigint as value
    from bought b left join before e on e.shopper_id = b.shopper_id group by 1`.execute(tx.db);
  return rows;
}

function bought({ from, until, timeZone, currency }: Cohort) {
  return sql`bought as (
    select l.order_id, l.line, l.shopper_id, l.source, l.sku, l.title, l.category, o.channel,
      l.quantity - l.cancelled_quantity as bought, l.returned_quantity - l.cancelled_quantity as returned,
      case when l.quantity > 0 then round(l.paid::numeric * (l.returned_quantity - l.cancelled_quantity) / l.quantity) end as value
    from order_lines l join orders o on o.id = l.order_id
    where l.placed_at >= (${from}::date::timestamp at time zone ${timeZone})
      and l.placed_at < ((${until}::date + 1)::timestamp at time zone ${timeZone})
      and o.currency = ${currency} and l.quantity > l.cancelled_quantity
  )`;
}
