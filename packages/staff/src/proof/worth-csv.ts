import type { Translator } from "@aftercare/messages/browser";
import { decimalAmount } from "../csv/index.ts";
import type { FigureWords } from "./figure-words.ts";
import { effectCells, effectHeads } from "./groups-csv.ts";
import type { Worth } from "./measured.ts";

/** Added margin of every program as rows of text, headings first; numbers and dates in the form that programs read. */
export function worthCsv(
  { programs, currency }: Pick<Worth, "programs" | "currency">,
  { t }: Pick<Translator, "t">,
  words: Pick<FigureWords, "outlook">,
): string[][] {
  const perSpent = t("measurement.per-spent.title");
  return [
    [
      t("programs.list.program"),
      t("programs.field.title"),
      t("measurement.since.title"),
      ...["shoppers", "holdout-shoppers", "decisions", "holdout-decisions"].map((column) =>
        t(`measurement.${column}.title`),
      ),
      ...effectHeads(t),
      t("measurement.spent.title"),
      perSpent,
      t("measurement.csv.low", { figure: perSpent }),
      t("measurement.csv.high", { figure: perSpent }),
      t("measurement.currency.title"),
      t("measurement.outlook.title"),
    ],
    ...programs.map(({ program, title, since, measured, spent, perSpent: ratio }) => [
      program,
      title,
      since?.slice(0, 10) ?? "",
      ...[measured.shoppers, measured.decisions].flatMap(({ treated, holdout }) => [String(treated), String(holdout)]),
      ...effectCells(measured.figures.margin.effect, "margin", currency),
      decimalAmount(Math.round(spent), currency),
      ...(ratio === undefined ? ["", "", ""] : [ratio.value, ratio.low, ratio.high].map((each) => each.toFixed(4))),
      currency,
      words.outlook(measured.figures.margin.outlook),
    ]),
  ];
}
