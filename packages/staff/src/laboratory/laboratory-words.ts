import { minorDigits } from "@aftercare/messages/browser";
import { useTexts } from "../language/index.ts";
import { figureFormats } from "../proof/index.ts";
import { useWording } from "../ui/index.ts";
import type { Interval, Measure, Result, Run } from "./run-types.ts";

/** Where all sums per decision are below so many minor units, whole coins would say nothing. */
const fewCoins = 200;

/** Words and figures for a run and for what it has found. */
export function useLaboratoryWords(result?: Result, documents: Run["documents"] = []) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const currency = result?.currency ?? "";
  const formats = figureFormats(texts, currency);
  const isFine = result !== undefined && largestSum(result) < fewCoins;
  const terms = new Map(
    documents.flatMap(({ document }) => document.actions.map((action) => [action.id, action.terms])),
  );
  const one = (measure: Measure, value: number): string => {
    if (measure === "visits" || !isFine) return formats.one(measure === "visits" ? "visits" : "margin", value);
    const digits = minorDigits(currency);
    const shown = texts.number(value / 10 ** digits, {
      minimumFractionDigits: digits + 1,
      maximumFractionDigits: digits + 1,
    });
    return `${shown} ${currency}`;
  };
  const sum = (measure: Measure, value: number) => formats.sum(measure === "visits" ? "visits" : "margin", value);
  const measure = (name: Measure, isAdded = false) => {
    const figure = t(`laboratory.measure.${name}`);
    return isAdded ? t("laboratory.beside-nothing", { figure }) : figure;
  };
  return {
    text: t,
    /** What a draft of a run is called. */
    draft: (label: string) =>
      label === "draft" ? t("laboratory.draft") : t("programs.version", { version: Number(label) }),
    measure,
    action: (id: string) => wording.action({ id, terms: terms.get(id), currency }),
    /** A figure per decision, and one over all of them. */
    one,
    sum,
    interval: (measure: Measure, bounds: Interval, isSum = false) =>
      formats.interval(bounds, (value) => (isSum ? sum(measure, value) : one(measure, value))),
    /** The same on an axis, whose label names the currency. */
    tick: (measure: Measure, value: number) => {
      if (measure === "visits") return texts.number(value, { maximumFractionDigits: 3 });
      const digits = minorDigits(currency);
      return texts.number(value / 10 ** digits, { maximumFractionDigits: isFine ? digits + 1 : digits });
    },
    axis: (name: Measure, isAdded: boolean) =>
      name === "visits" ? measure(name, isAdded) : `${measure(name, isAdded)} (${currency})`,
    plannedAxis: `${t("laboratory.measure.planned")} (${currency})`,
    /** A sum that a budget is made of. */
    budget: formats.money,
  };
}

export type LaboratoryWords = ReturnType<typeof useLaboratoryWords>;

function largestSum({ drafts }: Result): number {
  const figures = drafts.flatMap(({ outcome, references: { done, nothing } }) => [
    ...(outcome.kind === "told" ? [outcome.figures] : []),
    ...[done, nothing].flatMap((each) => each ?? []),
  ]);
  return Math.max(
    0,
    ...figures.flatMap(({ margin, spend }) => [margin, spend].map((each) => Math.abs(each.perDecision.value))),
  );
}
