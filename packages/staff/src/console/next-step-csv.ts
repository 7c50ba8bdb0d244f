import type { Translator } from "@aftercare/messages/browser";
import { decimalAmount } from "../csv/index.ts";
import type { useShopperName, useWording } from "../ui/index.ts";
import type { NextStepRow } from "./returns-page.tsx";

const columns = [
  "return",
  "date",
  "customer",
  "channel",
  "store",
  "items",
  "pieces",
  "amount",
  "currency",
  "step",
  "chance",
  "reason",
  "bought-again",
] as const;

/** The listed returns as rows of text, headings first; dates and numbers in the form that programs read. */
export function nextStepCsv(
  rows: readonly NextStepRow[],
  { t }: Pick<Translator, "t">,
  wording: Pick<ReturnType<typeof useWording>, "action" | "channel" | "reason">,
  shopperName: ReturnType<typeof useShopperName>,
): string[][] {
  const outcome = ({ boughtAgain, boughtAgainAt }: NextStepRow) => {
    if (boughtAgain === undefined) return "";
    return boughtAgain ? (boughtAgainAt ?? t("common.yes")) : t("common.no");
  };
  return [
    columns.map((column) => t(`staff.csv.${column}`)),
    ...rows.map((row) => [
      row.number,
      row.at,
      shopperName(row.shopper),
      wording.channel(row.channel),
      row.storeName ?? "",
      row.titles.join("; "),
      String(row.units),
      decimalAmount(row.amount, row.currency),
      row.currency,
      row.nextStep === undefined
        ? ""
        : wording.action({ id: row.nextStep.chosen, terms: row.nextStep.terms, currency: row.currency }),
      row.nextStep?.chance?.toFixed(4) ?? "",
      row.nextStep?.topReason === undefined ? "" : wording.reason(row.nextStep.topReason),
      outcome(row),
    ]),
  ];
}
