import { hashToUnit } from "@aftercare/learn";
import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import type { BudgetAccount, BudgetSums } from "./budget-account.ts";
import { levelShards, lockShards, type Shard, shardCount } from "./shards.ts";

/** What one decision, or several, take from an account. */
export interface Charge {
  readonly account: string;
  /** Minor units, above 0. */
  readonly cost: bigint;
  /** Of it for actions that were tried and not held for the best. */
  readonly tried: bigint;
  readonly offers: number;
  /** What they are expected to bring beyond doing nothing, in units of the goal, 0 or more. */
  readonly gained: number;
  /** Σ λ × cost, λ when each was chosen. */
  readonly priced: number;
  /** Of the decision: which piece is asked first hangs on it. */
  readonly draw: string;
}

/** What several decisions take from the account that they all name, as one charge. */
export function chargedTogether([first, ...others]: readonly [Charge, ...Charge[]]): Charge {
  const sum = { ...first };
  for (const { cost, tried, offers, gained, priced } of others) {
    sum.cost += cost;
    sum.tried += tried;
    sum.offers += offers;
    sum.gained += gained;
    sum.priced += priced;
  }
  return sum;
}

/** A charge with the piece that paid it. */
export interface PaidCharge extends Charge {
  readonly shard: number;
}

type Sums = [account: string, cost: bigint, tried: bigint, gained: number, priced: number, offers: number];

/**
 * From the first piece that can pay, of those that nobody else holds or of all, where the first is waited for. The piece is chosen before
 * anything is joined: a subquery in its place is run again for each piece where the planner believes that there are few, passes over
 * those that it has paid from already, and takes one charge from all of them.
 */
const payFrom = (name: string, held: "skip locked" | "") =>
  statement<[...Sums, first: number], { readonly shard: number }>(
    name,
    `with payer as materialized (
    select shard from budget_shards
    where account_id = $1::uuid and granted - spent >= $2::bigint
    order by (shard + $7::int) % ${shardCount}
    limit 1
    for update ${held}
  )
  update budget_shards b set
    spent = b.spent + $2::bigint, tried = b.tried + $3::bigint, offers = b.offers + $6::bigint,
    gained = b.gained + $4::float8, priced = b.priced + $5::float8
  from payer
  where b.account_id = $1::uuid and b.shard = payer.shard
  returning b.shard`,
  );

const payFromFree = payFrom("pay-from-free-budget", "skip locked");
const payFromAny = payFrom("pay-from-budget", "");

const giveBackTo = statement<[...Sums, shard: number], { readonly shard: number }>(
  "give-back-to-budget",
  `update budget_shards set
    spent = spent - $2::bigint, tried = tried - $3::bigint, offers = offers - $6::bigint,
    gained = gained - $4::float8, priced = priced - $5::float8
  where account_id = $1::uuid and shard = $7::int`,
);

function sumsOf({ account, cost, tried, gained, priced, offers }: Charge): Sums {
  return [account, cost, tried, gained, priced, offers];
}

/**
 * Takes a charge from one piece of its account, in the transaction of the decision: what is not committed was not spent. Waits for others
 * only where they hold every piece that could pay.
 * @returns undefined where no piece holds as much, which does not say that the account has less
 */
export async function payCharge(tx: DatabaseTx, charge: Charge): Promise<PaidCharge | undefined> {
  const first = Math.floor(hashToUnit(`shard/${charge.draw}`) * shardCount);
  const asked = [...sumsOf(charge), first] as const;
  const [payer] = await payFromFree(tx, ...asked);
  // Whoever locks all pieces is gone in a moment; to lock them all behind them would make everybody do so for ever.
  const [paid] = payer ? [payer] : await payFromAny(tx, ...asked);
  return paid && { ...charge, shard: paid.shard };
}

/** Gives back what was taken for a decision that somebody else made at the same moment. */
export async function giveBack(tx: DatabaseTx, paid: PaidCharge): Promise<void> {
  await giveBackTo(tx, ...sumsOf(paid), paid.shard);
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

/** Takes a charge from a locked account that has as much, out of several pieces where one alone has not. */
export async function payFromLocked(
  tx: DatabaseTx,
  { account, shards }: LockedAccount,
  charge: Charge,
): Promise<PaidCharge> {
  const paid = await payCharge(tx, charge);
  if (paid) return paid;
  await levelShards(tx, shards, account.amount - account.spent, charge.cost);
  const gathered = await payCharge(tx, charge);
  if (!gathered) throw new Error(`account ${account.id} cannot pay ${charge.cost}`);
  return gathered;
}
