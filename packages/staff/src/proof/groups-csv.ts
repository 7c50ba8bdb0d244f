import type { Translator } from "@aftercare/messages/browser";
import { decimalAmount } from "../csv/index.ts";
import type { FigureWords } from "./figure-words.ts";
import { type Division, type Effect, type Group, type Measure, measures } from "./measured.ts";

/** Groups as rows of text, one for each figure, headings first; numbers in the form that programs read. */
export function groupsCsv(
  groups: readonly Group[],
  { by, currency }: { readonly by: Division; readonly currency: string },
  { t }: Pick<Translator, "t">,
  words: Pick<FigureWords, "group" | "outlook">,
): string[][] {
  return [
    [
      t(`measurement.by.${by}`),
      t("measurement.figure.title"),
      ...["shoppers", "holdout-shoppers", "decisions", "holdout-decisions"].map((column) =>
        t(`measurement.${column}.title`),
      ),
      ...effectHeads(t),
      t("measurement.currency.title"),
      t("measurement.outlook.title"),
    ],
    ...groups.flatMap((group) =>
      measures.map((measure) => [
        words.group(by, group),
        t(`measurement.${measure}.title`),
        ...[group.shoppers, group.decisions].flatMap(({ treated, holdout }) => [String(treated), String(holdout)]),
        ...effectCells(group.figures[measure].effect, measure, currency),
        measure === "visits" ? "" : currency,
        words.outlook(group.figures[measure].outlook),
      ]),
    ),
  ];
}

/** Of {@link effectCells}. */
export function effectHeads(t: Translator["t"]): string[] {
  return ["per-decision", "total"].flatMap((figure) => [
    t(`measurement.${figure}.title`),
    t("measurement.csv.low", { figure: t(`measurement.${figure}.title`) }),
    t("measurement.csv.high", { figure: t(`measurement.${figure}.title`) }),
  ]);
}

/** Value and bounds per decision and in total; empty where nothing is known. */
export function effectCells(effect: Effect | undefined, measure: Measure, currency: string): string[] {
  if (effect === undefined) return ["", "", "", "", "", ""];
  return [effect.perDecision, effect.total].flatMap(({ value, low, high }) =>
    [value, low, high].map((each) =>
      measure === "visits" ? String(Number(each.toFixed(5))) : decimalAmount(Math.round(each), currency),
    ),
  );
}
