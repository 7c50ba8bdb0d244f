import { useTexts } from "../../language/index.ts";
import { Definition, ShareBar } from "../../ui/index.ts";
import { useActionNames } from "./action-names.ts";
import type { ModelCard, Setting } from "./model-types.ts";

/** What the model has seen of each action, what it takes it to do, and for how many it is the best. */
export function ActionTable({ actions, setting }: { actions: ModelCard["actions"]; setting: Setting }) {
  const texts = useTexts();
  const { t } = texts;
  const nameOf = useActionNames(setting);
  return (
    <section className="section">
      <h3>
        {t("models.actions")}
        <Definition of={t("models.actions")}>{t("models.actions-definition")}</Definition>
      </h3>
      <table className="table stack">
        <thead>
          <tr>
            <th scope="col">{t("models.action")}</th>
            {["seen", "bought", "effect", "best"].map((column) => (
              <th key={column} scope="col" className="n">
                {t(`models.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {actions.map(({ action, rows, boughtShare, effect, bestShare }) => (
            <tr key={action}>
              <th scope="row">{nameOf(action)}</th>
              <td data-label={t("models.seen")} className="n">
                {texts.number(rows)}
              </td>
              <td data-label={t("models.bought")} className="n">
                {rows === 0 ? "–" : texts.percent(boughtShare, 1)}
              </td>
              <td data-label={t("models.effect")} className="n">
                {action === "none"
                  ? "–"
                  : t("models.points", { points: texts.number(100 * effect, { maximumFractionDigits: 1 }) })}
              </td>
              <td data-label={t("models.best")} className="n">
                <span>{texts.percent(bestShare, 1)}</span>
                <ShareBar share={bestShare} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
