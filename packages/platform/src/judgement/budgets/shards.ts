import { type Selectable, sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { BudgetShardTable } from "./budget-tables.ts";

/** Enough that deciders seldom meet on one, few enough to be added up in a fraction of a millisecond. */
export const shardCount = 32;

export type Shard = Selectable<BudgetShardTable>;

/** Makes all pieces of these accounts wait for nobody but us, always in the same order, so that two who want them all cannot block each other. */
export async function lockShards({ db }: DatabaseTx, accounts: readonly string[]): Promise<Shard[]> {
  return db
    .selectFrom("budget_shards")
    .selectAll()
    .where("account_id", "in", accounts)
    .orderBy("account_id")
    .orderBy("shard")
    .forUpdate()
    .execute();
}

/**
 * Spreads what may still be spent evenly over the pieces of an account, which must be locked.
 * @param together what the first of them is to have at least
 */
export async function levelShards(
  { db }: DatabaseTx,
  shards: readonly Shard[],
  left: bigint,
  together = 0n,
): Promise<void> {
  const spread = left - together;
  const count = BigInt(shards.length);
  const levelled = shards.map(({ account_id, shard, spent }, i) => ({
    ...{ account_id, shard },
    granted: spent + spread / count + (BigInt(i) < spread % count ? 1n : 0n) + (i === 0 ? together : 0n),
  }));
  await sql`
    update budget_shards b set granted = given.granted
    from unnest(
      ${levelled.map(({ account_id }) => account_id)}::uuid[],
      ${levelled.map(({ shard }) => shard)}::smallint[],
      ${levelled.map(({ granted }) => granted)}::bigint[]
    ) as given (account_id, shard, granted)
    where b.account_id = given.account_id and b.shard = given.shard`.execute(db);
}
