import { evaluate, evaluateUsage, type TaskResult, UsageError } from "@aftercare/evaluation";
import type { Command, CommandContext } from "./command.ts";
import { fromCaller } from "./from-caller.ts";

/**
 * `evaluate TASK … [--json]`: puts a question to a file and compares the methods that answer it. The result goes to standard
 * output, progress to standard error. Ends with 0 when done, 1 when the data does not fit, 2 on wrong words.
 */
export const evaluateCommand: Command = async (context) => {
  const { argv, env } = context;
  // npm runs scripts in the root of the project; paths are meant from where the caller stands.
  process.chdir(fromCaller(".", env));
  try {
    const result = await evaluate(
      argv.filter((word) => word !== "--json"),
      (line) => console.error(line),
    );
    console.log(argv.includes("--json") ? JSON.stringify(result) : inWords(result, context));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    if (!(error instanceof UsageError)) process.exit(1);
    console.error([context.t("cli.evaluate.usage"), ...(await evaluateUsage()).map((line) => `  ${line}`)].join("\n"));
    process.exit(2);
  }
};

/** The metrics of each method below each other, one method a line. */
function inWords({ data, protocol, results, gate }: TaskResult, { t }: CommandContext): string {
  const names = [...new Set(results.flatMap(({ metrics }) => Object.keys(metrics)))];
  const rows = [
    [t("cli.evaluate.method"), ...names],
    ...results.map(({ method, metrics }) => [method, ...names.map((name) => metrics[name]?.mean.toPrecision(4) ?? "")]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const table = rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  "),
  );
  return [data, protocol, "", ...table, ...(gate ? ["", gate.reason] : [])].join("\n");
}
