import { sql } from "kysely";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { PublishedProgram } from "../programs/index.ts";
import type { BudgetAccount, Usual } from "./budget-account.ts";
import { regionCharged } from "./budget-parts.ts";
import { openAccounts } from "./open-accounts.ts";
import { readAccounts } from "./read-accounts.ts";

/** How long sums are believed: to add up an account's pieces for every decision would cost more than it tells. */
const believedMs = 1_000;
/** The same for a business time that runs faster than real time: a price may not miss more of a period. */
const believedShare = 1 / 2_000;
const mostKept = 2_000;

interface Kept {
  readonly account: BudgetAccount;
  readonly readAt: number;
  readonly readFor: number;
}

/** By version of a program and region: an id of a version means the same in no two databases. */
const kept = new Map<string, Kept>();

/**
 * The account that pays for a shopper of a store now, as it stood within the last second. The first decision of a period opens it.
 * @param usual what offers of the program cost and bring, asked where no earlier period tells
 * @param options `afresh` adds the pieces up again
 */
export async function accountInForce(
  { tx, clock }: { readonly tx: DatabaseTx; readonly clock: Clock },
  program: PublishedProgram,
  storeKey: string | null,
  usual: () => Usual,
  { afresh = false } = {},
): Promise<BudgetAccount> {
  const region = regionCharged(program, storeKey);
  const key = keyOf(program, region);
  const [now, real] = [clock.now(), clock.real().getTime()];
  const known = kept.get(key);
  const present = known && isWithin(known.account, now) ? known : undefined;
  if (present && !afresh && isBelieved(present, now.getTime(), real)) return present.account;
  const account =
    (present && (await readAgain(tx, present.account, program))) ??
    (await readAccount(tx, program, region, now, usual));
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, { account, readAt: real, readFor: now.getTime() });
  return account;
}

function isWithin({ startsAt, endsAt }: BudgetAccount, now: Date): boolean {
  return startsAt <= now && now < endsAt;
}

function isBelieved({ account, readAt, readFor }: Kept, now: number, real: number): boolean {
  const length = account.endsAt.getTime() - account.startsAt.getTime();
  return Math.abs(real - readAt) < believedMs && Math.abs(now - readFor) < believedShare * length;
}

/** Undefined where the transaction that opened the account, or stated its amount, was rolled back after this process had read it. */
async function readAgain(
  tx: DatabaseTx,
  { id }: BudgetAccount,
  { version }: PublishedProgram,
): Promise<BudgetAccount | undefined> {
  const [found] = await readAccounts(tx, sql<boolean>`a.id = ${id}`);
  return found && found.version >= version ? found : undefined;
}

/** What this process spends it knows at once. */
export function noteSpent(program: PublishedProgram, account: BudgetAccount, cost: bigint): void {
  const key = keyOf(program, account.region);
  const known = kept.get(key);
  if (known?.account.id !== account.id) return;
  kept.set(key, { ...known, account: { ...known.account, spent: known.account.spent + cost } });
}

function keyOf({ id }: PublishedProgram, region: string | null): string {
  return `${id}/${region ?? ""}`;
}

async function readAccount(
  tx: DatabaseTx,
  program: PublishedProgram,
  region: string | null,
  now: Date,
  usual: () => Usual,
): Promise<BudgetAccount> {
  const { name, budget, currency } = program.document;
  if (!budget || !currency) throw new Error(`program ${name} states no budget`);
  const find = async (of: string | null) => {
    const [found] = await readAccounts(
      tx,
      sql<boolean>`
        a.program = ${name} and a.currency = ${currency} and a.period = ${budget.period}
        and a.starts_at <= ${now} and a.ends_at > ${now} and a.region is not distinct from ${of}`,
    );
    return found;
  };
  const standing = await find(region);
  if (standing && standing.version >= program.version) return standing;
  const { timeZone } = await readRetailer(tx);
  await openAccounts(tx, { program, at: now, timeZone }, usual);
  // A version published this very moment may have dropped the region's part: the rest pays for it from now on.
  const opened = (await find(region)) ?? (await find(null));
  if (!opened) throw new Error(`the budget of ${name} has no account`);
  return opened;
}
