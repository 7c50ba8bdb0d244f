import { type ContractOutput, ledgerBalances } from "@aftercare/platform/contract";
import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Definition, Empty, Loaded, Waiting } from "../ui/index.ts";
import { useLedgerSearch } from "./ledger-search.ts";

type Balance = ContractOutput<typeof ledgerBalances>["items"][number];

/** What each account holds, now or at the end of a day, with the sum that must be nothing. */
export function LedgerBalances() {
  const texts = useTexts();
  const { t } = texts;
  const [search, change] = useLedgerSearch();
  const end = endOf(search.at);
  const query = useQuery(reading(ledgerBalances, end === undefined ? {} : { at: end.toISOString() }));
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t("refunds.ledger.balances")}</h2>
        <TextInput
          type="date"
          label={t("refunds.ledger.at")}
          value={search.at ?? ""}
          onChange={({ currentTarget }) => change({ at: currentTarget.value })}
        />
      </div>
      <Loaded query={query} waiting={<Waiting lines={6} height={32} />}>
        {({ items, asOf }) =>
          items.length === 0 ? (
            <Empty title={t("refunds.ledger.none")}>
              <p>{t("refunds.ledger.none-text")}</p>
            </Empty>
          ) : (
            <>
              <p className="soft">{t("common.as-of", { when: texts.dateTime(new Date(asOf)) })}</p>
              {[...Map.groupBy(items, ({ currency }) => currency)].map(([currency, balances]) => (
                <BalanceTable key={currency} currency={currency} balances={balances} />
              ))}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function BalanceTable({ currency, balances }: { currency: string; balances: readonly Balance[] }) {
  const texts = useTexts();
  const { t } = texts;
  const money = (amount: number) => texts.money({ amount, currency });
  const sum = (of: (balance: Balance) => number) => money(balances.reduce((total, balance) => total + of(balance), 0));
  const columns = ["debit", "credit", "balance"] as const;
  return (
    <table className="table stack">
      <thead>
        <tr>
          <th scope="col">{t("refunds.ledger.account")}</th>
          {columns.map((column) => (
            <th key={column} scope="col" className="n">
              {t(`refunds.ledger.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {balances.map((balance) => (
          <tr key={balance.account}>
            <th scope="row">
              <Link to="/console/ledger" search={{ account: balance.account }} data-list-item="">
                {t(`refunds.ledger.account.${balance.account}`)}
              </Link>
              <span className="under">{t(`refunds.ledger.kind.${balance.kind}`)}</span>
            </th>
            {columns.map((column) => (
              <td key={column} className="n" data-label={t(`refunds.ledger.${column}`)}>
                {money(balance[column])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="total">
          <th scope="row">
            {t("refunds.ledger.sum", { currency })}
            <Definition of={t("refunds.ledger.sum", { currency })}>{t("refunds.ledger.sum-definition")}</Definition>
          </th>
          {columns.map((column) => (
            <td key={column} className="n" data-column={column}>
              {sum((balance) => balance[column])}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

/** The last instant of a day where the person sits; nothing where the text is no day. */
function endOf(day: string | undefined): Date | undefined {
  if (day === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const end = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(end.getTime()) ? undefined : end;
}
