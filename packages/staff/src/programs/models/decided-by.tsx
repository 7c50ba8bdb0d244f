import type { ReactNode } from "react";
import { useTexts } from "../../language/index.ts";
import type { ModelRow } from "./model-types.ts";

interface DecidedByProps {
  readonly models: readonly ModelRow[];
  /** The way to all of them, where one is not there. */
  readonly children?: ReactNode;
}

/** Whether a learned model decides or the stated belief, and what challenges it. */
export function DecidedBy({ models, children }: DecidedByProps) {
  const texts = useTexts();
  const { t } = texts;
  const inForce = models.find(({ state }) => state === "in-force");
  const challenger = models.find(({ state }) => state === "challenger");
  const words = ({ trainedAt, rows }: ModelRow) => ({ when: texts.date(new Date(trainedAt)), rows });
  return (
    <section className="section">
      <h2>{t("models.decides-title")}</h2>
      <p>{inForce === undefined ? t("models.decides-belief") : t("models.decides", words(inForce))}</p>
      <p className="soft">
        {challenger !== undefined
          ? t("models.challenges", words(challenger))
          : models.length === 0 && t("models.nothing-learned")}
      </p>
      {children}
    </section>
  );
}
