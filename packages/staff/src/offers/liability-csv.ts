import type { Translator } from "@aftercare/messages/browser";
import { decimalAmount } from "../csv/index.ts";
import type { OpenRow } from "./liability-words.ts";

const columns = [
  ...["program", "title", "month", "currency", "offers", "most", "unbounded"],
  ...["expected", "low", "high"],
] as const;

/** Open offers as rows of text, headings first; sums in the form that programs read. */
export function liabilityCsv(rows: readonly OpenRow[], { t }: Pick<Translator, "t">): string[][] {
  return [
    columns.map((column) => t(`offers.csv.${column}`)),
    ...rows.map(({ program = "", title = "", month, currency, offers, most, unbounded, expected }) => {
      const sum = (amount: number | undefined) =>
        amount === undefined ? "" : decimalAmount(Math.round(amount), currency);
      return [
        ...[program, title, month, currency, String(offers), sum(most), String(unbounded)],
        ...[sum(expected?.value), sum(expected?.low), sum(expected?.high)],
      ];
    }),
  ];
}
