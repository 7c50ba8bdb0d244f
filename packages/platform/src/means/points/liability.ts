import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pointsLiability } from "./points.contract.ts";
import { worthOf } from "./scheme.ts";
import { currentScheme } from "./stored-scheme.ts";

const soon = [30, 90, 365];
const day = 86_400_000;

export const pointsLiabilityOperation = operation(pointsLiability, {
  by: { manager: anything, admin: anything, service: anything },
  async run({ tx, clock }) {
    const now = clock.now();
    const { scheme } = await currentScheme(tx);
    const money = (points: bigint) => ({ amount: worthOf(points, scheme), currency: scheme.currency });
    const tiers = await byTier(tx, now);
    const total = (count: (row: TierRow) => bigint) => tiers.reduce((sum, row) => sum + count(row), 0n);
    const [available, pending, owed] = [total((t) => t.available), total((t) => t.pending), total((t) => t.owed)];
    const expiring = [];
    for (const withinDays of soon) {
      const points = await expiringBy(tx, now, new Date(now.getTime() + withinDays * day));
      expiring.push({ withinDays, points, worth: money(points) });
    }
    return {
      ...{ asOf: now, available, pending, owed },
      shoppers: tiers.reduce((sum, { holding }) => sum + holding, 0),
      owing: tiers.reduce((sum, { owing }) => sum + owing, 0),
      worth: money(available + pending),
      byTier: tiers.map((row) => ({
        tier: row.tier,
        name: scheme.tiers.find(({ id }) => id === row.tier)?.name,
        shoppers: row.shoppers,
        points: row.available + row.pending,
      })),
      expiring,
    };
  },
});

interface TierRow {
  tier: string;
  shoppers: number;
  holding: number;
  owing: number;
  available: bigint;
  pending: bigint;
  owed: bigint;
}

/** From what is left of each entry, as of now: points that lapsed are gone, also where their timer has not gone off yet. */
async function byTier(tx: DatabaseTx, now: Date): Promise<TierRow[]> {
  const { rows } = await sql<TierRow>`
    with held as (
      select shopper_id,
        coalesce(sum(remaining) filter (where available_at <= ${now}), 0) as available,
        coalesce(sum(remaining) filter (where available_at > ${now}), 0) as pending
      from points_lots where remaining > 0 and (expires_at is null or expires_at > ${now}) group by shopper_id
    )
    select a.tier, count(*)::int as shoppers, count(h.shopper_id)::int as holding,
      count(*) filter (where a.owed > 0)::int as owing,
      coalesce(sum(h.available), 0)::bigint as available, coalesce(sum(h.pending), 0)::bigint as pending,
      coalesce(sum(a.owed), 0)::bigint as owed
    from points_accounts a left join held h on h.shopper_id = a.shopper_id
    where a.closed_at is null
    group by a.tier order by count(*) desc, a.tier`.execute(tx.db);
  return rows;
}

async function expiringBy(tx: DatabaseTx, now: Date, until: Date): Promise<bigint> {
  const { rows } = await sql<{ points: bigint }>`
    select coalesce(sum(remaining), 0)::bigint as points from points_lots
    where remaining > 0 and expires_at > ${now} and expires_at <= ${until}`.execute(tx.db);
  return rows[0]!.points;
}
