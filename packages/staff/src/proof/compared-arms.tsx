import { useTexts } from "../language/index.ts";
import { useFigureWords } from "./figure-words.ts";
import type { Measure, Measured } from "./measured.ts";

interface ComparedArmsProps {
  readonly measured: Measured;
  readonly measure: Measure;
  readonly currency: string;
}

/** The two sides that a figure compares. */
export function ComparedArms({
  measured: { shoppers, decisions, figures, withoutHoldout },
  measure,
  currency,
}: ComparedArmsProps) {
  const texts = useTexts();
  const { t } = texts;
  const words = useFigureWords(currency);
  const { effect } = figures[measure];
  return (
    <section className="section">
      <h2>{t("measurement.arms.title")}</h2>
      <table className="table">
        <thead>
          <tr>
            <td />
            <th scope="col" className="n">
              {t("measurement.arms.treated")}
            </th>
            <th scope="col" className="n">
              {t("measurement.holdout.title")}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t("measurement.shoppers.title")}</th>
            <td className="n">{texts.number(shoppers.treated)}</td>
            <td className="n">{texts.number(shoppers.holdout)}</td>
          </tr>
          <tr>
            <th scope="row">{t("measurement.decisions.title")}</th>
            <td className="n">{texts.number(decisions.treated)}</td>
            <td className="n">{texts.number(decisions.holdout)}</td>
          </tr>
          {effect !== undefined && (
            <tr>
              <th scope="row">
                {t("measurement.arms.mean", { measure: t(`measurement.arms.${measure}`) })}
                <span className="under">{t("measurement.arms.adjusted")}</span>
              </th>
              <td className="n">{words.one(measure, effect.withProgram)}</td>
              <td className="n">{words.one(measure, effect.withoutProgram)}</td>
            </tr>
          )}
        </tbody>
      </table>
      {withoutHoldout > 0 && <p className="soft">{t("measurement.without-holdout", { count: withoutHoldout })}</p>}
    </section>
  );
}
