import { useTexts } from "../language/index.ts";
import { SignedBar, useWording } from "../ui/index.ts";
import type { Decision } from "./decision-page.tsx";

/** The reasons in words, strongest first, each with how far it moved the chance and in which direction. */
export function ReasonList({ reasons }: Pick<Decision, "reasons">) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const largest = Math.max(0, ...reasons.map(({ weight }) => Math.abs(weight)));
  return (
    <section className="section">
      <h2>{t("staff.reasons.title")}</h2>
      <p className="soft">{t("staff.reasons.caption")}</p>
      {reasons.length === 0 ? (
        <p className="soft">{t("staff.reasons.none")}</p>
      ) : (
        <ul className="reasons">
          {reasons.map((reason) => (
            <li key={reason.key}>
              <span>{wording.reason(reason)}</span>
              <SignedBar weight={reason.weight} largest={largest} />
              <span className="num soft">
                <span className="visually-hidden">
                  {t(reason.weight < 0 ? "staff.reasons.lowers" : "staff.reasons.raises")}{" "}
                </span>
                {signed(
                  texts.number(Math.abs(reason.weight), { maximumFractionDigits: 2, minimumFractionDigits: 2 }),
                  reason.weight,
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What was known when it was decided. */
export function FeatureTable({ features, asOf }: Pick<Decision, "features" | "asOf">) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  return (
    <section className="section">
      <h2>{t("staff.features.title")}</h2>
      <p className="soft">{t("staff.features.caption", { when: asOf })}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("staff.features.feature")}</th>
            <th scope="col" className="n">
              {t("staff.features.value")}
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(features).map(([feature, value]) => (
            <tr key={feature}>
              <th scope="row">{wording.feature(feature)}</th>
              <td className="n">{texts.number(value, { maximumFractionDigits: 2 })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function signed(text: string, weight: number): string {
  return weight < 0 ? `−${text}` : `+${text}`;
}
