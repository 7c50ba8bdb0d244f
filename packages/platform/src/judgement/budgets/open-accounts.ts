import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import type { PublishedProgram } from "../programs/index.ts";
import type { BudgetAccount, Usual } from "./budget-account.ts";
import { amountsNow, type BudgetPart, partsOf } from "./budget-parts.ts";
import type { BudgetPeriod, PeriodBounds } from "./budget-period.ts";
import { meanPrice, usualNow } from "./pace-account.ts";
import { readAccounts } from "./read-accounts.ts";
import { readRhythm } from "./rhythm.ts";
import { levelShards, lockShards, shardCount } from "./shards.ts";

/** A period of a program's budget. */
export interface ProgramPeriod extends PeriodBounds {
  readonly program: PublishedProgram;
  readonly period: BudgetPeriod;
}

/**
 * Sees to it that every part of a program's budget has its account in a period, and that the accounts hold what this version of the
 * program states. The program's row is locked, so that of many who find a new period or a new version one does it and the others find
 * it done. A version older than what stands changes nothing.
 * @param usual what offers of the program cost and bring, asked where no earlier period tells
 */
export async function openAccounts(tx: DatabaseTx, asked: ProgramPeriod, usual: () => Usual): Promise<void> {
  const { program, period, startsAt } = asked;
  const { document, version } = program;
  const { budget, currency } = document;
  if (!budget || !currency) throw new Error(`program ${document.name} states no budget`);
  await tx.db.selectFrom("programs").select("name").where("name", "=", document.name).forUpdate().execute();
  const ofPeriod = sql<boolean>`
    a.program = ${document.name} and a.currency = ${currency} and a.period = ${period} and a.starts_at = ${startsAt}`;
  const standing = await readAccounts(tx, ofPeriod);
  if (standing.some((account) => account.version > version)) return;
  const parts = partsOf(budget);
  const missing = parts.filter(({ region }) => !standing.some((account) => account.region === region));
  if (missing.length === 0 && standing.every((account) => account.version === version)) return;
  const rhythm = missing.length > 0 ? await readRhythm(tx, document.name, startsAt) : null;
  for (const { region } of missing) await open(tx, asked, { region, currency, rhythm }, usual);
  await stateAmounts(tx, await readAccounts(tx, ofPeriod), parts, version);
}

async function open(
  tx: DatabaseTx,
  { program, period, startsAt, endsAt }: ProgramPeriod,
  { region, currency, rhythm }: Pick<BudgetAccount, "region" | "currency" | "rhythm">,
  usual: () => Usual,
): Promise<void> {
  const { document, version } = program;
  const last = await lastAccount(tx, document.name, currency, region, startsAt);
  const { cost, return: brings } = last ? usualNow(last) : usual();
  const id = newId();
  await tx.db
    .insertInto("budget_accounts")
    .values({
      ...{ id, program: document.name, region, currency, period, version, amount: 0n },
      ...{ starts_at: startsAt, ends_at: endsAt, rhythm: rhythm && [...rhythm] },
      ...{ start_price: last ? meanPrice(last) : 0, usual_cost: cost, usual_return: brings },
    })
    .execute();
  await tx.db
    .insertInto("budget_shards")
    .values(Array.from({ length: shardCount }, (_, shard) => ({ account_id: id, shard, granted: 0n })))
    .execute();
}

/** The same part's account of the period before; for a part that is new, that of the rest, from which its shoppers come. */
async function lastAccount(
  tx: DatabaseTx,
  program: string,
  currency: string,
  region: string | null,
  before: Date,
): Promise<BudgetAccount | undefined> {
  const earlier = (of: string | null) =>
    readAccounts(
      tx,
      sql<boolean>`
        a.program = ${program} and a.currency = ${currency} and a.region is not distinct from ${of}
        and a.starts_at < ${before}`,
      1,
    );
  const [own] = await earlier(region);
  if (own || region === null) return own;
  const [rest] = await earlier(null);
  return rest;
}

/** An account whose part the version has no more keeps what it has spent, and nothing else. */
async function stateAmounts(
  tx: DatabaseTx,
  accounts: readonly BudgetAccount[],
  parts: readonly BudgetPart[],
  version: number,
): Promise<void> {
  const pieces = Map.groupBy(
    await lockShards(
      tx,
      accounts.map(({ id }) => id),
    ),
    ({ account_id }) => account_id,
  );
  const stated = accounts.map(({ id, region }) => ({
    ...{ id, region, shards: pieces.get(id) ?? [] },
    amount: parts.find((part) => part.region === region)?.amount ?? 0n,
    spent: (pieces.get(id) ?? []).reduce((sum, { spent }) => sum + spent, 0n),
  }));
  for (const [i, amount] of amountsNow(stated).entries()) {
    const { id, shards, spent } = stated[i]!;
    await tx.db.updateTable("budget_accounts").set({ amount, version }).where("id", "=", id).execute();
    await levelShards(tx, shards, amount > spent ? amount - spent : 0n);
  }
}
