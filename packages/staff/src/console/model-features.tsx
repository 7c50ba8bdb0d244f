import { useTexts } from "../language/index.ts";
import { SignedBar, useWording } from "../ui/index.ts";
import type { ModelCard } from "./model-page.tsx";

/** What moves the chance, the strongest first. */
export function FeatureWeights({ features }: Pick<ModelCard, "features">) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const ranked = features.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const largest = Math.abs(ranked[0]?.weight ?? 0);
  if (ranked.length === 0) return null;
  return (
    <section className="section">
      <h2>{t("staff.model.features")}</h2>
      <p className="soft">{t("staff.model.features-caption")}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("staff.model.feature")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("staff.model.direction")}</span>
            </th>
            <th scope="col" className="n">
              {t("staff.model.weight")}
            </th>
          </tr>
        </thead>
        <tbody>
          {ranked.map(({ feature, weight }) => (
            <tr key={feature}>
              <th scope="row">{wording.feature(feature)}</th>
              <td>
                <SignedBar weight={weight} largest={largest} />
              </td>
              <td className="n">{texts.number(weight, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
