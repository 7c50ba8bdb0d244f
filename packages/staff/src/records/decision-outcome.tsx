import { useTexts } from "../language/index.ts";
import type { Decision } from "./decision-page.tsx";

/** What a decision led to beside what was before it; or when that can be known. */
export function DecisionOutcome({ decision }: { decision: Decision }) {
  const texts = useTexts();
  const { t } = texts;
  const { outcome, currency, horizonDays, ripeAt } = decision;
  // What came back is taken off in parts; what is shown is the nearest whole minor unit.
  const money = (amount: number) => texts.money({ amount: Math.round(amount), currency });
  return (
    <section className="section">
      <h2>{t("decision-log.came.title")}</h2>
      {outcome === undefined ? (
        <p className="soft">{t("decision-log.came.open", { when: texts.date(new Date(ripeAt)) })}</p>
      ) : (
        <>
          <p className="soft">
            {t("decision-log.came.caption", { count: horizonDays, when: texts.date(new Date(outcome.maturedAt)) })}
          </p>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("decision-log.came.what")}</th>
                <th scope="col" className="n">
                  {t("decision-log.came.after")}
                </th>
                <th scope="col" className="n">
                  {t("decision-log.came.before")}
                </th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{t("decision-log.came.visits")}</th>
                <td className="n">
                  {texts.number(outcome.visits)}
                  {outcome.firstPurchaseAt !== undefined && (
                    <span className="under">
                      {t("decision-log.came.first", { when: texts.date(new Date(outcome.firstPurchaseAt)) })}
                    </span>
                  )}
                </td>
                <td className="n">–</td>
              </tr>
              <tr>
                <th scope="row">{t("decision-log.came.revenue")}</th>
                <td className="n">
                  {money(outcome.revenue)}
                  {outcome.sameVisitRevenue > 0 && (
                    <span className="under">
                      {t("decision-log.came.same-visit", { amount: money(outcome.sameVisitRevenue) })}
                    </span>
                  )}
                </td>
                <td className="n">{money(outcome.revenueBefore)}</td>
              </tr>
              <tr>
                <th scope="row">{t("decision-log.came.margin")}</th>
                <td className="n">
                  {money(outcome.margin)}
                  {outcome.sameVisitMargin !== 0 && (
                    <span className="under">
                      {t("decision-log.came.same-visit", { amount: money(outcome.sameVisitMargin) })}
                    </span>
                  )}
                </td>
                <td className="n">{money(outcome.marginBefore)}</td>
              </tr>
              {outcome.points !== undefined && (
                <tr>
                  <th scope="row">{t("decision-log.came.points")}</th>
                  <td className="n">{texts.number(outcome.points)}</td>
                  <td className="n">–</td>
                </tr>
              )}
              {outcome.given !== undefined && (
                <tr>
                  <th scope="row">{t("decision-log.came.given")}</th>
                  <td className="n">{money(outcome.given)}</td>
                  <td className="n">–</td>
                </tr>
              )}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
