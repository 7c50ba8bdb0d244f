import { hashToUnit } from "@aftercare/learn";
import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { BudgetAccount, BudgetSums } from "./budget-account.ts";
import { levelShards, lockShards, type Shard, shardCount } from "./shards.ts";

/** What one decision takes from an account. */
export interface Charge {
  readonly account: string;
  readonly shard: number;
  /** Minor units, above 0. */
  readonly cost: bigint;
  /** Whether the action was tried and not held for the best. */
  readonly tried: boolean;
  /** What it is expected to bring beyond doing nothing, in units of the goal, 0 or more. */
  readonly gain: number;
  /** λ when it was chosen. */
  readonly price: number;
}

/** The piece that a decision is charged to. */
export function shardOf(draw: string): number {
  return Math.floor(hashToUnit(`shard/${draw}`) * shardCount);
}

/**
 * Takes a charge from its piece, in the transaction of the decision: what is not committed was not spent.
 * @returns false where the piece holds too little, which says nothing about the account
 */
export async function chargeShard({ db }: DatabaseTx, charge: Charge): Promise<boolean> {
  const { account, shard, cost, tried, gain, price } = charge;
  const { numAffectedRows } = await sql`
    update budget_shards set
      spent = spent + ${cost}, tried = tried + ${tried ? cost : 0n}, offers = offers + 1, gained = gained + ${gain},
      priced = priced + ${price * Number(cost)}
    where account_id = ${account} and shard = ${shard} and spent + ${cost} <= granted`.execute(db);
  return numAffectedRows === 1n;
}

/** An account that nobody else can spend from until the transaction ends. */
export interface LockedAccount {
  readonly account: BudgetAccount;
  readonly shards: readonly Shard[];
}

/** Waits for all who spend from an account and reads it afresh; undefined where it does not stand. */
export async function lockAccount(tx: DatabaseTx, account: BudgetAccount): Promise<LockedAccount | undefined> {
  const shards = await lockShards(tx, [account.id]);
  const stated = await tx.db
    .selectFrom("budget_accounts")
    .select(["amount", "version"])
    .where("id", "=", account.id)
    .executeTakeFirst();
  if (!stated) return undefined;
  return { shards, account: { ...account, ...stated, ...shards.reduce(added, nothing) } };
}

const nothing: BudgetSums = { spent: 0n, tried: 0n, offers: 0, gained: 0, priced: 0 };

function added(sums: BudgetSums, { spent, tried, offers, gained, priced }: Shard): BudgetSums {
  return {
    spent: sums.spent + spent,
    tried: sums.tried + tried,
    offers: sums.offers + Number(offers),
    gained: sums.gained + gained,
    priced: sums.priced + priced,
  };
}

/** Takes a charge from a locked account that can pay it, out of several pieces where one alone cannot. */
export async function chargeLocked(tx: DatabaseTx, { account, shards }: LockedAccount, charge: Charge): Promise<void> {
  if (await chargeShard(tx, charge)) return;
  await levelShards(tx, shards, account.amount - account.spent, charge);
  if (!(await chargeShard(tx, charge))) throw new Error(`account ${account.id} cannot pay ${charge.cost}`);
}

/** Gives back what was taken for a decision that somebody else made at the same moment. */
export async function giveBack({ db }: DatabaseTx, charge: Charge): Promise<void> {
  const { account, shard, cost, tried, gain, price } = charge;
  await sql`
    update budget_shards set
      spent = spent - ${cost}, tried = tried - ${tried ? cost : 0n}, offers = offers - 1, gained = gained - ${gain},
      priced = priced - ${price * Number(cost)}
    where account_id = ${account} and shard = ${shard}`.execute(db);
}
