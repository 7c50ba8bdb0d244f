import { useTexts } from "../../language/index.ts";
import { Definition, ShareBar, useWording } from "../../ui/index.ts";
import type { ModelCard } from "./model-types.ts";

/** What the model looks at when it tells shoppers apart, the strongest first. */
export function FeatureInfluence({ features }: Pick<ModelCard, "features">) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const largest = features[0]?.weight ?? 0;
  return (
    <section className="section">
      <h3>
        {t("models.features")}
        <Definition of={t("models.features")}>{t("models.features-definition")}</Definition>
      </h3>
      <table className="table narrow">
        <thead>
          <tr>
            <th scope="col">{t("models.feature")}</th>
            <th scope="col" className="n">
              {t("models.influence")}
            </th>
          </tr>
        </thead>
        <tbody>
          {features.map(({ feature, weight }) => (
            <tr key={feature}>
              <th scope="row">{wording.feature(feature)}</th>
              <td className="n">
                <span>{t("models.points", { points: texts.number(100 * weight, { maximumFractionDigits: 2 }) })}</span>
                <ShareBar share={largest > 0 ? weight / largest : 0} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
