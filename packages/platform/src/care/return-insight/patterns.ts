import { sql } from "kysely";
import { labelsOf } from "../../facts/persons/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { type ReturnPattern, returnPatterns } from "./insight.contract.ts";

const yearMs = 365 * 86_400_000;

/** From where on something is a pattern, and no chance: units bought, share returned, times seen. */
const thresholds = { units: 10, share: 0.7, worn: 2, severalSizes: 3, strays: 1 };

interface Seen {
  readonly pattern: ReturnPattern;
  readonly shopper_id: string;
  readonly bought: number;
  readonly returned: number;
  readonly times: number;
  readonly value: bigint;
  readonly orders: readonly string[];
  readonly returns: readonly string[];
}

export const returnPatternsOperation = operation(returnPatterns, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx, clock }, { pattern, limit }) {
    const { currency } = await readRetailer(tx);
    const since = new Date(clock.now().getTime() - yearMs);
    const rows = await readPatterns(tx, { since, currency, pattern, limit });
    const labels = await labelsOf(
      tx,
      rows.map(({ shopper_id }) => shopper_id),
    );
    return {
      currency,
      items: rows.map(({ shopper_id, orders, returns, ...seen }) => ({
        ...seen,
        ...{ shopperId: shopper_id as Id<"shp">, shopper: labels.get(shopper_id) },
        ...{ orders: orders as Id<"ord">[], returns: returns as Id<"ret">[] },
      })),
    };
  },
});

interface Asked {
  readonly since: Date;
  readonly currency: string;
  readonly pattern: ReturnPattern | undefined;
  readonly limit: number;
}

/**
 * Who returns nearly all of what they buy; whose goods came back worn though nothing was wrong with them; who orders several sizes of one thing and
 * sends all but one back; and whose parcels held something else. Each is a reason to talk or to help with sizes, and none to refuse.
 */
async function readPatterns(tx: DatabaseTx, { since, currency, pattern, limit }: Asked): Promise<Seen[]> {
  const { rows } = await sql<Seen>`
    with lines as (
      select l.* , l.quantity - l.cancelled_quantity as units, l.returned_quantity - l.cancelled_quantity as back
      from order_lines l join orders o on o.id = l.order_id
      where l.placed_at >= ${since} and o.currency = ${currency} and l.quantity > l.cancelled_quantity
    ), totals as (
      select shopper_id, sum(units)::int as bought, sum(back)::int as returned,
        sum(round(paid::numeric * back / quantity))::bigint as value
      from lines group by shopper_id
    ), worn as (
      select i.shopper_id, i.return_id, i.order_id, i.paid, r.returned_at from items i join returns r on r.id = i.return_id
      where i.grade in ('B', 'C', 'X') and r.returned_at >= ${since}
        and coalesce(i.reason, '') not in ('damaged-or-defective', 'received-the-wrong-item', 'item-not-as-described')
    ), tried as (
      select l.shopper_id, l.order_id, min(l.placed_at) as at, sum(round(l.paid::numeric * l.back / l.quantity)) as value
      from lines l join variants v on v.source = l.source and v.sku = l.sku
      group by l.shopper_id, l.order_id, v.product_id
      having count(distinct l.sku) > 1 and sum(l.back) >= sum(l.units) - 1 and sum(l.back) > 0
    ), strange as (
      select q.shopper_id, q.order_id, s.return_id, q.requested_at from return_strays s
        join return_requests q on q.id = s.request_id where s.kind = 'wrong' and q.requested_at >= ${since}
    ), seen as (
      select 'returns-nearly-all' as pattern, t.shopper_id, t.returned as times, t.value,
        array(select l.order_id from lines l where l.shopper_id = t.shopper_id and l.back > 0
          group by l.order_id order by max(l.placed_at) desc limit 5) as orders, '{}'::uuid[] as returns
      from totals t where t.bought >= ${thresholds.units} and t.returned >= ${thresholds.share}::float8 * t.bought
      union all
      select 'worn-before-return', shopper_id, count(*)::int, sum(paid)::bigint, '{}',
        (array_agg(distinct return_id))[1:5] from worn group by shopper_id having count(*) >= ${thresholds.worn}
      union all
      select 'several-sizes', shopper_id, count(*)::int, sum(value)::bigint,
        (array_agg(order_id order by at desc))[1:5], '{}' from tried
      group by shopper_id having count(*) >= ${thresholds.severalSizes}
      union all
      select 'something-else-sent', shopper_id, count(*)::int, 0, (array_agg(distinct order_id))[1:5], '{}' from strange
      group by shopper_id having count(*) >= ${thresholds.strays}
    )
    select s.*, coalesce(t.bought, 0) as bought, coalesce(t.returned, 0) as returned
    from seen s left join totals t on t.shopper_id = s.shopper_id
    where ${pattern ?? null}::text is null or s.pattern = ${pattern ?? null}
    order by s.value desc, s.shopper_id, s.pattern limit ${limit}`.execute(tx.db);
  return rows;
}
