import { sql } from "kysely";
import type { z } from "zod";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import {
  amountsNow,
  type BudgetAccount,
  type BudgetPeriod,
  type Committed,
  daysLeft,
  elapsedAt,
  meanPrice,
  type PeriodBounds,
  paceAccount,
  partsOf,
  periodAround,
  readAccounts,
  spentElsewhere,
} from "../budgets/index.ts";
import type { ProgramDocument } from "../programs/index.ts";
import { readBeginning } from "./read-beginning.ts";
import { type PaidDay, readPaid } from "./read-paid.ts";
import type { getProgramBudget } from "./spending.contract.ts";

type Period = z.output<typeof getProgramBudget.output>["periods"][number];
type Account = Period["accounts"][number];

const mostPeriods = 12;
const dayMs = 86_400_000;

/**
 * What a program may spend and has spent, latest period first.
 * @param document what decides now: its present period is told as the next decision will find it, though none has opened it yet
 */
export async function readSpending(
  tx: DatabaseTx,
  name: string,
  document: ProgramDocument | undefined,
  now: Date,
): Promise<Period[]> {
  const { timeZone } = await readRetailer(tx);
  const accounts = await readAccounts(
    tx,
    sql<boolean>`a.program = ${name} and a.starts_at >= coalesce((
      select min(starts_at) from (
        select distinct starts_at from budget_accounts where program = ${name} order by starts_at desc limit ${mostPeriods}
      ) latest), 'epoch')`,
  );
  const ids = accounts.map(({ id }) => id);
  const paid = await readPaid(tx, ids, timeZone);
  const began = document?.budget && (await readBeginning(tx, document));
  const isWhole = ({ startsAt, endsAt }: PeriodBounds) =>
    endsAt <= now || began === undefined || began.getTime() <= startsAt.getTime() + dayMs;
  const view = (account: BudgetAccount) => {
    const { planned, ...told } = viewAccount(account, paid.get(account.id) ?? [], now);
    return { ...told, ...(isWhole(account) && { planned }) };
  };
  const told = (kind: BudgetPeriod, bounds: PeriodBounds, of: Account[]): Period => ({
    ...{ kind, ...bounds, accounts: of },
    ...{ daysLeft: daysLeft(now, bounds, timeZone), elapsed: elapsedAt(now, bounds) },
  });

  const budget = document?.budget;
  const isPresent = ({ period, startsAt, endsAt, currency }: BudgetAccount) =>
    period === budget?.period && currency === document?.currency && startsAt <= now && now < endsAt;
  const opened = accounts.find(isPresent);
  const bounds = opened ? boundsOf(opened) : budget && periodAround(now, budget.period, timeZone);
  const earlier = Map.groupBy(
    accounts.filter((account) => !isPresent(account)),
    ({ period, startsAt }) => `${period}/${startsAt.getTime()}`,
  );
  return [
    ...(budget && bounds
      ? [
          told(
            budget.period,
            bounds,
            await viewPresent(
              tx,
              accounts.filter(isPresent),
              document,
              { ...bounds, elapsed: isWhole(bounds) ? elapsedAt(now, bounds) : undefined },
              view,
            ),
          ),
        ]
      : []),
    ...[...earlier.values()].map((of) => told(of[0]!.period, boundsOf(of[0]!), of.map(view))),
  ].slice(0, mostPeriods);
}

function boundsOf({ startsAt, endsAt }: BudgetAccount): PeriodBounds {
  return { startsAt, endsAt };
}

async function viewPresent(
  tx: DatabaseTx,
  accounts: readonly BudgetAccount[],
  { name, budget, currency = "" }: ProgramDocument,
  { elapsed, ...bounds }: PeriodBounds & { readonly elapsed: number | undefined },
  view: (account: BudgetAccount) => Account,
): Promise<Account[]> {
  if (!budget) return [];
  const parts = partsOf(budget);
  const dropped = accounts.filter(({ region }) => !parts.some((part) => part.region === region));
  const told = [...parts, ...dropped.map(({ region }) => ({ region, amount: 0n }))].map((part) => {
    const account = accounts.find(({ region }) => region === part.region);
    return { ...nothing, ...account, ...part, account };
  });
  const asked = { program: name, currency, period: budget.period, ...bounds };
  const elsewhere = await spentElsewhere(tx, asked, told);
  const stated = told.map((each, i) => ({ ...each, ...together(each, elsewhere[i]!) }));
  return amountsNow(stated).map((amount, i): Account => {
    const { region, account, spent, tried, offers, priced } = stated[i]!;
    if (account) return view({ ...account, amount, spent, tried, offers, priced });
    return {
      ...(region !== null && { region }),
      ...{ currency, amount: Number(amount), spent: Number(spent), tried: Number(tried), offers },
      left: Number(amount > spent ? amount - spent : 0n),
      ...(elapsed !== undefined && { planned: Number(amount) * elapsed }),
      ...{ known: { offers: 0, expected: 0, cost: 0 }, days: [] },
    };
  });
}

const nothing: Committed = { spent: 0n, tried: 0n, offers: 0, priced: 0 };

function together(one: Committed, other: Committed): Committed {
  return {
    spent: one.spent + other.spent,
    tried: one.tried + other.tried,
    offers: one.offers + other.offers,
    priced: one.priced + other.priced,
  };
}

function viewAccount(account: BudgetAccount, days: readonly PaidDay[], now: Date) {
  const { region, currency, amount, spent, tried, offers, endsAt } = account;
  const { planned, left, price } = paceAccount(account, now, 0);
  const sum = (of: (day: PaidDay) => number) => days.reduce((total, day) => total + of(day), 0);
  return {
    ...(region !== null && { region }),
    ...{ currency, offers, planned, left, price: endsAt <= now ? meanPrice(account) : price },
    ...{ amount: Number(amount), spent: Number(spent), tried: Number(tried) },
    known: {
      offers: sum(({ knownOffers }) => knownOffers),
      expected: sum(({ knownExpected }) => knownExpected),
      cost: sum(({ knownCost }) => knownCost),
    },
    days: days.map((each) => ({ day: each.day, spent: each.spent, offers: each.offers, price: each.price })),
  };
}
