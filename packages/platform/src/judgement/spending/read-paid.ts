import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";

/** What an account paid on one day where the retailer is. */
export interface PaidDay {
  readonly account: string;
  readonly day: string;
  readonly spent: number;
  readonly offers: number;
  readonly price: number;
  /** Of the offers whose time is over and of which is known whether they were used. */
  readonly knownOffers: number;
  readonly knownExpected: number;
  readonly knownCost: number;
}

/** Reads from the log what accounts paid, by day. */
export async function readPaid(
  { db }: DatabaseTx,
  accounts: readonly string[],
  timeZone: string,
): Promise<ReadonlyMap<string, PaidDay[]>> {
  const { rows } = await sql<PaidDay>`
    select d.budget_account as account, to_char(d.decided_at at time zone ${timeZone}, 'YYYY-MM-DD') as day,
      sum(d.expected_cost) as spent, count(*)::int as offers, avg(d.budget_price) as price,
      count(o.given)::int as "knownOffers",
      coalesce(sum(d.expected_cost) filter (where o.given is not null), 0) as "knownExpected",
      coalesce(sum(o.given + d.cost_at_once), 0) as "knownCost"
    from decisions d left join outcomes o on o.decision_id = d.id
    where d.budget_account = any(${accounts}::uuid[]) and d.chosen <> 'none'
    group by 1, 2 order by 2`.execute(db);
  return Map.groupBy(rows, ({ account }) => account);
}
