import { sql } from "kysely";
import { anything, operation } from "../../foundation/operations/index.ts";
import { chart, type LedgerAccount } from "./chart.schema.ts";
import { ledgerBalances as contract } from "./ledger.contract.ts";

interface Balance {
  readonly account: LedgerAccount;
  readonly currency: string;
  readonly debit: bigint;
  readonly credit: bigint;
}

export const ledgerBalancesOperation = operation(contract, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock }, { at }) {
    const asOf = at ?? clock.now();
    const { rows } = await sql<Balance>`
      select l.account, e.currency,
        sum(greatest(l.amount, 0))::bigint as debit, sum(greatest(-l.amount, 0))::bigint as credit
      from ledger_entries e join ledger_lines l on l.entry_id = e.id
      where e.at <= ${asOf}
      group by l.account, e.currency
      order by l.account, e.currency`.execute(tx.db);
    return {
      asOf,
      items: rows.map((row) => ({ ...row, kind: chart[row.account].kind, balance: row.debit - row.credit })),
    };
  },
});
