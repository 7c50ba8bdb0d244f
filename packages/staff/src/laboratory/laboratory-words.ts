import { useTexts } from "../language/index.ts";
import { figureFormats } from "../proof/index.ts";
import { useWording } from "../ui/index.ts";
import type { Interval, Measure, Run } from "./run-types.ts";

/** Words and figures for what a run has found. */
export function useLaboratoryWords(currency: string, documents: Run["documents"] = []) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const { one, sum, interval } = figureFormats(texts, currency);
  const kind = (measure: Measure) => (measure === "visits" ? "visits" : "margin");
  const terms = new Map(
    documents.flatMap(({ document }) => document.actions.map((action) => [action.id, action.terms])),
  );
  return {
    text: t,
    /** What a draft of a run is called. */
    draft: (label: string) =>
      label === "draft" ? t("laboratory.draft") : t("programs.version", { version: Number(label) }),
    measure: (measure: Measure) => t(`laboratory.measure.${measure}`),
    action: (id: string) => wording.action({ id, terms: terms.get(id), currency }),
    /** A figure per decision, and one over all of them. */
    one: (measure: Measure, value: number) => one(kind(measure), value),
    sum: (measure: Measure, value: number) => sum(kind(measure), value),
    interval: (measure: Measure, bounds: Interval, isSum = false) =>
      interval(bounds, (value) => (isSum ? sum(kind(measure), value) : one(kind(measure), value))),
  };
}

export type LaboratoryWords = ReturnType<typeof useLaboratoryWords>;
