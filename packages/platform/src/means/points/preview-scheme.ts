import { sql } from "kysely";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { tierMonths } from "./locked-account.ts";
import { monthsBefore } from "./periods.ts";
import { reachedBy } from "./points-in-sql.ts";
import type { Scheme } from "./scheme.schema.ts";
import { worthOf } from "./scheme.ts";
import { tierOf } from "./tier.ts";

interface Compared {
  readonly now: Scheme;
  readonly next: Scheme;
}

interface Measured {
  spent: bigint;
  points_now: bigint;
  points_next: bigint;
}

/** What another scheme would change, reckoned over the shoppers and purchases of the last twelve months. */
export async function previewScheme(tx: DatabaseTx, { now, next }: Compared, at: Date) {
  const shoppers = await measure(tx, { now, next }, at);
  const points = (scheme: Scheme, of: (one: Measured) => bigint) =>
    scheme.enabled ? shoppers.reduce((sum, one) => sum + of(one), 0n) : 0n;
  const yearly = { now: points(now, (one) => one.points_now), next: points(next, (one) => one.points_next) };
  const held = await outstanding(tx);
  const both = (worth: (scheme: Scheme) => bigint) => ({
    now: { amount: worth(now), currency: now.currency },
    next: { amount: worth(next), currency: next.currency },
  });
  return {
    yearlyPoints: yearly,
    yearlyWorth: both((scheme) => worthOf(scheme === now ? yearly.now : yearly.next, scheme)),
    tiers: tiersOf(shoppers, { now, next }),
    liability: both((scheme) => worthOf(held, scheme)),
  };
}

/** One row for each account that bought something: a year of a shop, read once. */
async function measure(tx: DatabaseTx, { now, next }: Compared, at: Date): Promise<Measured[]> {
  const { timeZone } = await readRetailer(tx);
  const since = monthsBefore(at, tierMonths, timeZone);
  const { rows } = await sql<Measured>`
    with orders_net as (
      select person.id as holder, o.id, sum(l.paid - l.paid * l.returned_quantity / l.quantity) as paid
      from orders o
      join shoppers s on s.id = o.shopper_id
      join shoppers person on person.id = coalesce(s.merged_into, s.id)
      join order_lines l on l.order_id = o.id and l.shopper_id = o.shopper_id
      where o.placed_at > ${since} and o.placed_at <= ${at} and o.currency = ${next.currency}
        and person.kind = 'account' and person.erased_at is null
      group by person.id, o.id
    )
    select sum(paid)::bigint as spent,
      sum(${reachedBy(sql`greatest(paid, 0)`, now)})::bigint as points_now,
      sum(${reachedBy(sql`greatest(paid, 0)`, next)})::bigint as points_next
    from orders_net group by holder`.execute(tx.db);
  return rows;
}

async function outstanding(tx: DatabaseTx): Promise<bigint> {
  const { rows } = await sql<{ points: bigint }>`
    select coalesce(sum(outstanding), 0)::bigint as points from points_accounts`.execute(tx.db);
  return rows[0]!.points;
}

function tiersOf(shoppers: readonly Measured[], { now, next }: Compared) {
  const ids = new Set([...now.tiers, ...next.tiers].map(({ id }) => id));
  const count = (scheme: Scheme) => Map.groupBy(shoppers, ({ spent }) => tierOf(spent, scheme).id);
  const [before, after] = [count(now), count(next)];
  return [...ids].map((tier) => ({ tier, now: before.get(tier)?.length ?? 0, next: after.get(tier)?.length ?? 0 }));
}
