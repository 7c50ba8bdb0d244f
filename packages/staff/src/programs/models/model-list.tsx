import { Link } from "@tanstack/react-router";
import { useTexts } from "../../language/index.ts";
import { Definition, isExperiment } from "../../ui/index.ts";
import type { ModelRow, Setting } from "./model-types.ts";
import { PutInForce } from "./put-in-force.tsx";
import { verdictOf } from "./verdict.ts";

interface ModelListProps {
  readonly models: readonly ModelRow[];
  /** Whose card stands below. */
  readonly shown: string | undefined;
  readonly setting: Setting;
}

const tags = { "in-force": "tag good", challenger: "tag", past: "tag plain-tag" } as const;

/** Every model that is kept, latest first, and which of them decides. */
export function ModelList({ models, shown, setting: { name, document } }: ModelListProps) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <section className="section">
      <h2>
        {t("models.title")}
        <Definition of={t("models.title")}>{t("models.definition")}</Definition>
      </h2>
      <table className="table rows stack">
        <thead>
          <tr>
            {["trained", "state", "rows", "verdict"].map((column) => (
              <th key={column} scope="col" className={column === "rows" ? "n" : undefined}>
                {t(`models.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {models.map((model) => {
            const { modelId, trainedAt, state, rows, from, to } = model;
            return (
              <tr key={modelId} className={modelId === shown ? "shown" : undefined}>
                <td>
                  <Link
                    to="/console/programs/$name/models"
                    params={{ name }}
                    search={{ model: modelId }}
                    resetScroll={false}
                    data-list-item=""
                    {...(modelId === shown && { "aria-current": "true" })}
                  >
                    {texts.dateTime(new Date(trainedAt))}
                  </Link>
                </td>
                <td data-label={t("models.state")}>
                  <span className={tags[state]}>{t(`models.state.${state}`)}</span>
                </td>
                <td data-label={t("models.rows")} className="n">
                  {texts.number(rows)}
                  {from !== undefined && to !== undefined && (
                    <span className="under">
                      {t("common.from-to", { from: texts.date(new Date(from)), to: texts.date(new Date(to)) })}
                    </span>
                  )}
                </td>
                <td data-label={t("models.verdict")}>{t(`models.verdict.${verdictOf(model)}`)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {!isExperiment(document?.moment ?? "") && <PutInForce name={name} models={models} shown={shown} />}
    </section>
  );
}
