import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { type Report, sideText } from "./difference-words.ts";

/** Open differences by kind, each with what to do about it. */
export function KindTable({ open }: Pick<Report, "open">) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <section className="section">
      <h2>{t("reconciliation.kinds")}</h2>
      <table className="table rows stack">
        <thead>
          <tr>
            <th scope="col">{t("reconciliation.kind")}</th>
            <th scope="col" className="n">
              {t("reconciliation.count")}
            </th>
            <th scope="col" className="n">
              {t("reconciliation.apart")}
            </th>
            <th scope="col">{t("reconciliation.what-to-do")}</th>
          </tr>
        </thead>
        <tbody>
          {open.map(({ kind, currency, differences, apart }) => (
            <tr key={`${kind} ${currency ?? ""}`}>
              <th scope="row">
                <Link to="/console/reconciliation" search={{ kind }} data-list-item="">
                  {t(`reconciliation.kind.${kind}.title`)}
                </Link>
              </th>
              <td className="n" data-label={t("reconciliation.count")}>
                {texts.number(differences)}
              </td>
              <td className="n" data-label={t("reconciliation.apart")}>
                {sideText(texts, apart, currency)}
              </td>
              <td className="wide" data-label={t("reconciliation.what-to-do")}>
                {t(`reconciliation.kind.${kind}.do`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
