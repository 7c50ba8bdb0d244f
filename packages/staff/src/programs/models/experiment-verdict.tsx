import type { ReactNode } from "react";
import { useTexts } from "../../language/index.ts";
import { useFigureWords } from "../../proof/index.ts";
import { useActionNames } from "./action-names.ts";
import type { ModelRow, Setting } from "./model-types.ts";
import { hardestConstant, verdictOf } from "./verdict.ts";

interface ExperimentVerdictProps {
  readonly models: readonly ModelRow[];
  readonly setting: Setting;
  /** The way to the models, where they are not there. */
  readonly children?: ReactNode;
}

/** What an imported experiment says of telling people apart: whether a learned choice beats doing the same for everybody. */
export function ExperimentVerdict({ models, setting, children }: ExperimentVerdictProps) {
  const { t } = useTexts();
  const words = useFigureWords(setting.currency);
  const nameOf = useActionNames(setting);
  const [latest] = models;
  const constant = latest && hardestConstant(latest);
  const verdict = latest && verdictOf(latest);
  // Where both do the same for everybody there is no difference and no doubt of it: figures of nothing would look like a fault.
  const isSame = constant?.lower === constant?.upper;
  const compared = constant && {
    action: nameOf(constant.action),
    difference: words.money(constant.estimate),
    interval: words.interval({ low: constant.lower, high: constant.upper }, words.money),
  };
  return (
    <section className="section">
      <h2>{t("programs.experiment.verdict")}</h2>
      {compared && (verdict === "proven" || constant.lower <= 0) ? (
        <p>
          {t(
            `programs.experiment.${verdict === "proven" ? "proven" : isSame ? "constant-learned" : "constant-stands"}`,
            compared,
          )}
        </p>
      ) : (
        <p>{t(verdict === undefined ? "models.none-title" : `models.verdict.${verdict}`)}</p>
      )}
      {children}
    </section>
  );
}
