import { type RawBuilder, type Selectable, sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { BudgetAccount, BudgetSums } from "./budget-account.ts";
import type { BudgetAccountTable } from "./budget-tables.ts";

/**
 * Accounts with the sums over their pieces, latest period first, within it the rest before the regions by name.
 * @param which a condition on `a`, the table of accounts
 */
export async function readAccounts(
  { db }: Pick<DatabaseTx, "db">,
  which: RawBuilder<boolean>,
  most: number | null = null,
): Promise<BudgetAccount[]> {
  const { rows } = await sql<Selectable<BudgetAccountTable> & BudgetSums>`
    select a.*, sums.*
    from budget_accounts a
    cross join lateral (
      select sum(spent)::bigint as spent, sum(tried)::bigint as tried, sum(offers)::float8 as offers,
        sum(gained) as gained, sum(priced) as priced
      from budget_shards where account_id = a.id
    ) sums
    where ${which}
    order by a.starts_at desc, a.region nulls first
    limit ${most}`.execute(db);
  return rows.map(asAccount);
}

function asAccount(row: Selectable<BudgetAccountTable> & BudgetSums): BudgetAccount {
  const { id, region, period, version, amount, currency, rhythm, spent, tried, offers, gained, priced } = row;
  return {
    ...{ id, region, period, version, amount, currency, rhythm, spent, tried, offers, gained, priced },
    ...{ startsAt: row.starts_at, endsAt: row.ends_at, startPrice: row.start_price },
    usual: { cost: row.usual_cost, return: row.usual_return },
  };
}
