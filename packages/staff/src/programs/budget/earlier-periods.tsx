import { Button } from "@mantine/core";
import { decimalAmount, saveText, toCsv } from "../../csv/index.ts";
import { useTexts } from "../../language/index.ts";
import type { Account, Period } from "./budget-status.tsx";
import { useShopDays } from "./use-shop-days.ts";

interface EarlierPeriodsProps {
  readonly periods: readonly Period[];
  readonly name: string;
}

/** How periods that are over went, latest first. */
export function EarlierPeriods({ periods, name }: EarlierPeriodsProps) {
  const { t } = useTexts();
  const days = useShopDays();
  const rows = periods.flatMap((period) => period.accounts.map((account) => ({ period, account })));
  const save = () => saveText(`${name}-budget.csv`, "text/csv", toCsv(csvRows(rows, days.written, t)));
  return (
    <details className="disclosure">
      <summary>{t("budgets.earlier", { count: periods.length })}</summary>
      <div className="section">
        <table className="table stack">
          <thead>
            <tr>
              <th scope="col">{t("budgets.period")}</th>
              {["spent", "amount", "cost", "price"].map((column) => (
                <th key={column} scope="col" className="n">
                  {t(`budgets.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ period, account }) => (
              <PeriodRow key={`${period.startsAt}/${account.region ?? ""}`} period={period} account={account} />
            ))}
          </tbody>
        </table>
        <Button className="add" variant="default" onClick={save}>
          {t("measurement.export")}
        </Button>
      </div>
    </details>
  );
}

interface Row {
  readonly period: Period;
  readonly account: Account;
}

function PeriodRow({ period: { startsAt }, account }: Row) {
  const texts = useTexts();
  const { t } = texts;
  const days = useShopDays();
  const { region, currency, amount, spent, known, price } = account;
  const money = (value: number) => texts.money({ amount: Math.round(value), currency });
  return (
    <tr>
      <th scope="row">
        {days.shown(startsAt)}
        <span className="under">{region ?? t("budgets.rest")}</span>
      </th>
      <td data-label={t("budgets.column.spent")} className="n">
        <span>{money(spent)}</span>
        <span className="under">{amount > 0 ? texts.percent(spent / amount, 1) : "–"}</span>
      </td>
      <td data-label={t("budgets.column.amount")} className="n">
        {money(amount)}
      </td>
      <td data-label={t("budgets.column.cost")} className="n">
        {known.offers === 0 ? (
          "–"
        ) : (
          <>
            <span>{money(known.cost)}</span>
            <span className="under">
              {t("budgets.expected", { expected: money(known.expected), count: known.offers })}
            </span>
          </>
        )}
      </td>
      <td data-label={t("budgets.column.price")} className="n">
        {price === undefined ? "–" : texts.number(price, { maximumFractionDigits: 2 })}
      </td>
    </tr>
  );
}

/** Headings first; dates and amounts in the form that programs read. */
function csvRows(rows: readonly Row[], dayOf: (instant: string) => string, t: (key: string) => string): string[][] {
  const columns = ["spent", "amount", "known-offers", "expected", "cost", "price"];
  return [
    [
      t("budgets.period"),
      t("budgets.account"),
      ...columns.map((column) => t(`budgets.column.${column}`)),
      t("measurement.currency.title"),
    ],
    ...rows.map(({ period, account: { region, currency, spent, amount, known, price } }) => [
      dayOf(period.startsAt),
      region ?? t("budgets.rest"),
      ...[spent, amount].map((each) => decimalAmount(each, currency)),
      String(known.offers),
      ...[known.expected, known.cost].map((each) => decimalAmount(Math.round(each), currency)),
      price?.toFixed(4) ?? "",
      currency,
    ]),
  ];
}
