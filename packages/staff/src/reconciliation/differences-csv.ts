import { decimalAmount } from "../csv/index.ts";
import type { useTexts } from "../language/index.ts";
import type { Difference } from "./difference-words.ts";

/** Differences as rows of a table, the head first; sides as numbers that a spreadsheet reads. */
export function differencesCsv(rows: readonly Difference[], { t }: ReturnType<typeof useTexts>): string[][] {
  const amount = (side: number, currency: string | undefined) =>
    currency === undefined ? String(side) : decimalAmount(side, currency);
  return [
    [
      ...[t("reconciliation.kind"), t("reconciliation.state"), t("reconciliation.order"), t("reconciliation.ours")],
      ...[t("reconciliation.ours-column"), t("reconciliation.theirs"), t("reconciliation.theirs-column")],
      ...[t("reconciliation.currency"), t("reconciliation.reference"), t("reconciliation.found-column")],
      t("reconciliation.explanation"),
    ],
    ...rows.map(({ kind, state, orderNumber, ours, theirs, currency, reference, foundAt, explanation }) => [
      ...[t(`reconciliation.kind.${kind}.title`), t(`reconciliation.state.${state}`), orderNumber ?? ""],
      ...[t(`reconciliation.kind.${kind}.ours`), amount(ours, currency)],
      ...[t(`reconciliation.kind.${kind}.theirs`), amount(theirs, currency)],
      ...[currency ?? "", reference ?? "", foundAt, explanation ?? ""],
    ]),
  ];
}
