import { useTexts } from "../language/index.ts";
import type { Overview } from "./overview-page.tsx";

/** The figures behind the charts. */
export function WeeksTable({ overview: { weeks, currency } }: { overview: Overview }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <details className="disclosure">
      <summary>{t("staff.weeks.title")}</summary>
      <section className="table-scroll" aria-label={t("staff.weeks.title")}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("staff.weeks.week")}</th>
              {["orders", "returns", "return-rate", "repurchase", "interval", "sales"].map((column) => (
                <th key={column} scope="col" className="n">
                  {t(`staff.weeks.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.toReversed().map(({ week, orders, returns, returnRate, repurchase, sales }) => (
              <tr key={week}>
                <th scope="row">{texts.date(week)}</th>
                <td className="n">{texts.number(orders)}</td>
                <td className="n">{texts.number(returns)}</td>
                <td className="n">{returnRate === undefined ? "–" : texts.percent(returnRate, 1)}</td>
                <td className="n">{repurchase === undefined ? "–" : texts.percent(repurchase.value, 1)}</td>
                <td className="n">
                  {repurchase === undefined
                    ? "–"
                    : t("common.interval", {
                        low: texts.percent(repurchase.low, 1),
                        high: texts.percent(repurchase.high, 1),
                      })}
                </td>
                <td className="n">
                  {currency === undefined ? texts.number(sales) : texts.money({ amount: sales, currency })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
