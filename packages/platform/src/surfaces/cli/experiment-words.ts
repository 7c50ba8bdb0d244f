import { translator } from "@aftercare/messages";
import { minorDigits } from "../../foundation/money/index.ts";
import type { ExperimentReport } from "../experiments/index.ts";
import type { CommandContext } from "./command.ts";

/** What becomes of a file, in words: its actions with what came of them, every column, and what the draw is taken to be. */
export function experimentWords(report: ExperimentReport, { locale, t }: CommandContext): string {
  const words = translator(locale);
  const { title, goal, rows, rowsLeftOut, currency, marginRate, propensities, unbalanced } = report;
  const money = (minor: number) => `${words.number(minor / 10 ** minorDigits(currency))} ${currency}`;
  const actions = table([
    ["action", "rows", "visits", "revenue", "contact"].map((name) => t(`cli.experiment.head.${name}`)),
    ...report.actions.map(({ value, id, rows: own, visits, revenue, contact }) => [
      id === value ? value : `${value} (${id})`,
      words.number(own),
      words.number(visits, { maximumFractionDigits: 4 }),
      money(revenue),
      money(contact),
    ]),
  ]);
  const columns = table([
    ["column", "use"].map((name) => t(`cli.experiment.head.${name}`)),
    ...report.columns.map((column) => [column.column, useOf(column, { locale, t })]),
  ]);
  return [
    title,
    t("cli.experiment.goal", { goal, rate: words.percent(marginRate, 1) }),
    t("cli.experiment.rows", { rows, left: rowsLeftOut }),
    "",
    actions,
    "",
    columns,
    "",
    propensities.from === "shares"
      ? t("cli.experiment.propensities.shares")
      : t("cli.experiment.propensities.columns", { columns: propensities.columns.join(", ") }),
    ...(unbalanced.length > 0 ? [t("cli.experiment.unbalanced", { features: unbalanced.join(", ") })] : []),
  ].join("\n");
}

function useOf(
  { use, features, why }: ExperimentReport["columns"][number],
  { locale, t }: Pick<CommandContext, "locale" | "t">,
): string {
  const { has } = translator(locale);
  if (use === "feature") return t("cli.experiment.use.feature", { names: (features ?? []).join(", ") });
  if (use !== "left-out") return t(`cli.experiment.use.${use}`);
  const key = `cli.experiment.why.${(why ?? "").toLowerCase().replace(/[^a-z]+/g, "-")}`;
  return t("cli.experiment.use.left-out", { why: has(key) ? t(key) : (why ?? "") });
}

/** The first column to the left, and so is the last of two; figures to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]!))));
  return rows
    .map((row) =>
      row.map((cell, column) => {
        const space = " ".repeat(widths[column]! - widthOf(cell));
        return column === 0 || row.length === 2 ? cell + space : space + cell;
      }),
    )
    .map((cells) => `  ${cells.join("  ").trimEnd()}`)
    .join("\n");
}

/** Places on a terminal: a Chinese character takes two. */
function widthOf(text: string): number {
  return text.length + (text.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu)?.length ?? 0);
}
