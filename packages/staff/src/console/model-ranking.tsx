import { useTexts } from "../language/index.ts";
import { Definition, IntervalBar } from "../ui/index.ts";
import type { ModelCard } from "./model-page.tsx";

/** How well it tells one return from another, beside purchase frequency alone, and the paired difference. */
export function Ranking({ model: { auc, baselineAuc, aucDifference } }: { model: ModelCard }) {
  const texts = useTexts();
  const { t } = texts;
  const digits = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
  const rows = [
    { name: t("staff.model.auc"), interval: auc, from: 0.5, to: 1, strong: true },
    { name: t("staff.model.baseline"), interval: baselineAuc, from: 0.5, to: 1, strong: false },
    { name: t("staff.model.difference"), interval: aucDifference, from: -0.2, to: 0.2, strong: true },
  ];
  return (
    <section className="section">
      <h2>
        {t("staff.model.ranking")}
        <Definition of={t("staff.model.ranking")}>{t("staff.model.ranking-definition")}</Definition>
      </h2>
      <p className="soft">{t("staff.model.ranking-caption")}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("staff.model.measured")}</th>
            <th scope="col" className="n">
              {t("staff.model.value")}
            </th>
            <th scope="col" className="n">
              {t("staff.weeks.interval")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, interval, from, to, strong }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                {interval !== undefined && <IntervalBar interval={interval} from={from} to={to} strong={strong} />}
              </th>
              <td className="n">{interval === undefined ? "–" : texts.number(interval.value, digits)}</td>
              <td className="n">
                {interval === undefined
                  ? "–"
                  : t("common.interval", {
                      low: texts.number(interval.low, digits),
                      high: texts.number(interval.high, digits),
                    })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The history it learned from and was tested on. */
export function History({ model }: { model: ModelCard }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <section className="section">
      <h2>{t("staff.model.history")}</h2>
      <p className="soft">{t("staff.model.history-caption")}</p>
      <dl className="facts">
        <div>
          <dt>{t("staff.model.train-rows")}</dt>
          <dd className="num">{texts.number(model.trainRows)}</dd>
        </div>
        <div>
          <dt>{t("staff.model.test-rows")}</dt>
          <dd className="num">{texts.number(model.testRows)}</dd>
        </div>
        <div>
          <dt>{t("staff.model.cut")}</dt>
          <dd className="num">{texts.date(new Date(model.cut))}</dd>
        </div>
        <div>
          <dt>{t("staff.model.base-rate")}</dt>
          <dd className="num">{texts.percent(model.baseRate, 1)}</dd>
        </div>
      </dl>
    </section>
  );
}
