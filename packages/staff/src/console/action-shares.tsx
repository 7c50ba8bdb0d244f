import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { Definition, ShareBar, useWording } from "../ui/index.ts";
import type { Overview } from "./overview-page.tsx";

/** How often each action is the best next step. */
export function ActionShares({ decisions }: Pick<Overview, "decisions">) {
  const texts = useTexts();
  const wording = useWording();
  const { t } = texts;
  const ranked = decisions.toSorted((a, b) => b.share - a.share);
  return (
    <section className="section">
      <h2>
        {t("staff.actions.title")}
        <Definition of={t("staff.actions.title")}>{t("staff.actions.definition")}</Definition>
      </h2>
      <p className="soft">{t("staff.actions.caption")}</p>
      {ranked.length === 0 ? (
        <p className="soft">{t("staff.actions.empty")}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("staff.actions.action")}</th>
              <th scope="col" className="n">
                {t("staff.actions.share")}
              </th>
              <th scope="col" className="n">
                {t("staff.actions.returns")}
              </th>
            </tr>
          </thead>
          <tbody>
            {ranked.map(({ action, terms, currency, decisions: count, share }) => (
              <tr key={action}>
                <td>
                  <Link to="/console/returns" search={{ action }}>
                    {wording.action({ id: action, terms, currency })}
                  </Link>
                  <ShareBar share={share} />
                </td>
                <td className="n">{texts.percent(share, 1)}</td>
                <td className="n">{texts.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
