import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { BudgetSums } from "./budget-account.ts";
import type { BudgetPeriod, PeriodBounds } from "./budget-period.ts";

/** What the log says was committed. What it was expected to bring does not stand there as a figure. */
export type Committed = Omit<BudgetSums, "gained">;

/** One period of a program's budget. */
export interface PeriodAsked extends PeriodBounds {
  readonly program: string;
  readonly currency: string;
  readonly period: BudgetPeriod;
}

interface RegionSums extends Committed {
  readonly region: string | null;
}

const nothing: Committed = { spent: 0n, tried: 0n, offers: 0, priced: 0 };

/**
 * What was committed within a period and is not in the sums of its accounts: as long as the budget was one of another length, accounts of
 * that length paid. Without it whoever turns a month into weeks would give the same days their money twice. Counted from the log each
 * time and not noted once, so that a budget can be turned back as well.
 * @param accounts of the period, that of no region among them, opened or about to be
 * @returns what each of them lacks, in their order; what was paid for a region without an account of its own falls to the rest
 */
export async function spentElsewhere(
  { db }: Pick<DatabaseTx, "db">,
  { program, currency, period, startsAt, endsAt }: PeriodAsked,
  accounts: readonly RegionSums[],
): Promise<Committed[]> {
  const regions = accounts.flatMap(({ region }) => region ?? []);
  const { rows } = await sql<RegionSums>`
    with overlapping as materialized (
      select id, region, period from budget_accounts
      where program = ${program} and currency = ${currency} and starts_at < ${endsAt} and ends_at > ${startsAt}
    )
    select case when a.region = any(${regions}::text[]) then a.region end as region, count(*)::float8 as offers,
      sum(d.cost)::bigint as spent, coalesce(sum(d.cost) filter (where d.mode = 'explored'), 0)::bigint as tried,
      sum(d.cost * d.budget_price) as priced
    from overlapping a
    cross join lateral (
      select ceil(expected_cost) as cost, mode, budget_price from decisions
      where budget_account = a.id and chosen <> 'none' and expected_cost > 0
        and decided_at >= ${startsAt} and decided_at < ${endsAt}
    ) d
    where exists (select from overlapping where period <> ${period})
    group by 1`.execute(db);
  return accounts.map(({ region, spent, tried, offers, priced }) => {
    const paid = rows.find((row) => row.region === region);
    if (!paid || paid.spent <= spent) return nothing;
    return {
      spent: paid.spent - spent,
      tried: paid.tried - tried,
      offers: paid.offers - offers,
      priced: paid.priced - priced,
    };
  });
}
