import type { Translator } from "@aftercare/messages/browser";
import { effectCells, effectHeads } from "./groups-csv.ts";
import { measures, type Week } from "./measured.ts";

/** What was known at the end of each week as rows of text, one for each figure, headings first; oldest first. */
export function weeksCsv(weeks: readonly Week[], currency: string, { t }: Pick<Translator, "t">): string[][] {
  return [
    [
      t("measurement.curve.week"),
      t("measurement.figure.title"),
      t("measurement.shoppers.title"),
      ...effectHeads(t),
      t("measurement.currency.title"),
    ],
    ...weeks.flatMap(({ week, shoppers, effects }) =>
      measures.map((measure) => [
        ...[week, t(`measurement.${measure}.title`), String(shoppers)],
        ...effectCells(effects[measure], measure, currency),
        measure === "visits" ? "" : currency,
      ]),
    ),
  ];
}
