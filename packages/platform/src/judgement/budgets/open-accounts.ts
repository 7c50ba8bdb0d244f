import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import type { PublishedProgram } from "../programs/index.ts";
import type { BudgetAccount, Usual } from "./budget-account.ts";
import { amountsNow, type BudgetPart, partsOf } from "./budget-parts.ts";
import { periodAround } from "./budget-period.ts";
import { meanPrice, usualNow } from "./pace-account.ts";
import { readAccounts } from "./read-accounts.ts";
import { readRhythm } from "./rhythm.ts";
import { levelShards, lockShards, shardCount } from "./shards.ts";
import { type PeriodAsked, spentElsewhere } from "./spent-elsewhere.ts";

/** A program's budget at an instant. */
interface BudgetAsked {
  readonly program: PublishedProgram;
  readonly at: Date;
  /** The retailer's. */
  readonly timeZone: string;
}

/**
 * Sees to it that every part of a program's budget has its account in the present period, and that the accounts hold what this version of the
 * program states. The program's row is locked, so that of many who find a new period or a new version one does it and the others find
 * it done. A version older than what stands changes nothing.
 * @param usual what offers of the program cost and bring, asked where no earlier period tells
 */
export async function openAccounts(
  tx: DatabaseTx,
  { program, at, timeZone }: BudgetAsked,
  usual: () => Usual,
): Promise<void> {
  const { document, version } = program;
  const { budget, currency } = document;
  if (!budget || !currency) throw new Error(`program ${document.name} states no budget`);
  await tx.db.selectFrom("programs").select("name").where("name", "=", document.name).forUpdate().execute();
  const ofPeriod = sql<boolean>`
    a.program = ${document.name} and a.currency = ${currency} and a.period = ${budget.period}
    and a.starts_at <= ${at} and a.ends_at > ${at}`;
  const standing = await readAccounts(tx, ofPeriod);
  if (standing.some((account) => account.version > version)) return;
  const parts = partsOf(budget);
  const missing = parts.filter(({ region }) => !standing.some((account) => account.region === region));
  if (missing.length === 0 && standing.every((account) => account.version === version)) return;
  // A period that has begun goes on to its end, also when the retailer's time zone is changed within it: its money is given once.
  const { startsAt, endsAt } = standing[0] ?? periodAround(at, budget.period, timeZone);
  const rhythm = missing.length > 0 ? await readRhythm(tx, document.name, startsAt) : null;
  const asked = { program: document.name, currency, period: budget.period, startsAt, endsAt };
  const common = { currency, rhythm, startsAt, endsAt, period: budget.period };
  for (const { region } of missing) await open(tx, program, { ...common, region }, usual);
  const opened = await readAccounts(tx, ofPeriod);
  await lockShards(
    tx,
    opened.map(({ id }) => id),
  );
  // Read again, since until then they could be spent from.
  await countElsewhere(tx, asked, await readAccounts(tx, ofPeriod));
  await stateAmounts(tx, opened, parts, version);
}

async function open(
  tx: DatabaseTx,
  { document, version }: PublishedProgram,
  opened: Pick<BudgetAccount, "region" | "currency" | "period" | "startsAt" | "endsAt" | "rhythm">,
  usual: () => Usual,
): Promise<void> {
  const { region, currency, period, startsAt, endsAt, rhythm } = opened;
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

/** Counts in what other accounts paid within this period; it is taken to have brought what offers usually bring. */
async function countElsewhere(tx: DatabaseTx, asked: PeriodAsked, accounts: readonly BudgetAccount[]): Promise<void> {
  for (const [i, lacking] of (await spentElsewhere(tx, asked, accounts)).entries()) {
    const { id, usual } = accounts[i]!;
    const { spent, tried, offers, priced } = lacking;
    if (spent === 0n) continue;
    await sql`
      update budget_shards set granted = granted + ${spent}, spent = spent + ${spent}, tried = tried + ${tried},
        offers = offers + ${offers}, gained = gained + ${Number(spent) * usual.return}, priced = priced + ${priced}
      where account_id = ${id} and shard = 0`.execute(tx.db);
  }
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
