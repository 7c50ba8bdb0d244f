import type { Translator } from "@aftercare/messages/browser";
import { decimalAmount } from "../csv/index.ts";
import type { useShopperName, useWording } from "../ui/index.ts";
import type { LoggedDecision } from "./decision-log-page.tsx";

const columns = [
  ...["decision", "decided", "as-of", "moment", "about", "shopper", "store", "action", "chosen", "mode", "propensity"],
  ...["program", "version", "cost", "visits", "revenue", "margin", "points", "currency", "retrospective", "superseded"],
] as const satisfies readonly string[];

/** Decisions as rows of text, headings first; dates and numbers in the form that programs read. */
export function logCsv(
  rows: readonly LoggedDecision[],
  { t }: Pick<Translator, "t">,
  wording: Pick<ReturnType<typeof useWording>, "action">,
  shopperName: ReturnType<typeof useShopperName>,
): string[][] {
  const yes = (is: boolean) => t(is ? "common.yes" : "common.no");
  return [
    columns.map((column) => t(`decision-log.csv.${column}`)),
    ...rows.map((row) => {
      const { chosen, terms, currency, program, outcome } = row;
      // Expectations and outcomes are real numbers; a file of sums holds the nearest whole minor unit.
      const sum = (amount: number | undefined) =>
        amount === undefined ? "" : decimalAmount(Math.round(amount), currency);
      return [
        ...[row.decisionId, row.decidedAt, row.asOf, row.moment, row.subject, shopperName(row.shopper)],
        ...[row.storeName ?? "", chosen, wording.action({ id: chosen, terms, currency }), row.mode],
        ...[String(row.propensity), program?.name ?? "", program === undefined ? "" : String(program.version)],
        ...[sum(row.expectedCost), outcome === undefined ? "" : String(outcome.visits), sum(outcome?.revenue)],
        ...[
          sum(outcome?.margin),
          outcome?.points === undefined ? "" : String(outcome.points),
          currency,
          yes(row.retrospective),
          yes(row.superseded),
        ],
      ];
    }),
  ];
}
