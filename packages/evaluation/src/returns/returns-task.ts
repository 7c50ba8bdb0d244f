import { basename } from "node:path";
import { evaluationTask, type OptionValues } from "../evaluation-task.ts";
import { listOf } from "../parse-options.ts";
import { timeReader } from "../tables/date-cells.ts";
import { readTable } from "../tables/read-table.ts";
import { stackTables } from "../tables/stack-tables.ts";
import type { CsvTable } from "../tables/table.ts";
import { UsageError } from "../usage-error.ts";
import { evaluateReturns } from "./evaluate-returns.ts";
import type { OrderLines } from "./order-lines.ts";
import { type LineColumns, readLines } from "./read-lines.ts";
import { type LineSplit, splitBetween, splitByTime } from "./split-lines.ts";

const options = {
  data: { value: "FILE" },
  train: { value: "FILE" },
  test: { value: "FILE" },
  target: { value: "COLUMN", required: true },
  shopper: { value: "COLUMN", required: true },
  item: { value: "COLUMN", required: true },
  time: { value: "COLUMN", required: true },
  ignore: { value: "COLUMN,…" },
  from: { value: "DATE" },
} as const;

/** Whether an order line will come back, told at the order. */
export const returnsTask = evaluationTask({
  options,
  run(values, context) {
    const { name, lines, split } = asked(values);
    const known = lines.returned.filter((each) => !Number.isNaN(each));
    const rate = known.reduce((sum, each) => sum + each, 0) / Math.max(1, known.length);
    const data = `${name}: ${lines.time.length} lines, ${(100 * rate).toPrecision(3)} % returned`;
    context.say(data);
    return evaluateReturns(data, lines, split, context);
  },
});

function asked(values: OptionValues<typeof options>): { name: string; lines: OrderLines; split: LineSplit } {
  const { data, train, test, target, shopper, item, time, ignore, from } = values;
  const columns = { target, shopper, item, time, ignore: listOf(ignore) };
  if (data !== undefined && train === undefined && test === undefined) {
    const lines = read(data, readTable(data), columns);
    return { name: basename(data), lines, split: splitByTime(lines, from === undefined ? undefined : dayOf(from)) };
  }
  if (data === undefined && train !== undefined && test !== undefined && from === undefined) {
    const [first, second] = [readTable(train), readTable(test)];
    for (const [file, { columns: there }] of [[train, first] as const, [test, second] as const]) {
      const lacking = [target, shopper, item, time].find((name) => !there.includes(name));
      if (lacking !== undefined) throw new Error(`${file} has no column ${lacking}; there are ${there.join(", ")}`);
    }
    const lines = read(`${train}, ${test}`, stackTables(first, second), columns);
    const split = splitBetween(lines, (line) => lines.row[line]! >= first.rows.length);
    return { name: `${basename(train)}, ${basename(test)}`, lines, split };
  }
  throw new UsageError("either --data FILE, with or without --from DATE, or --train FILE and --test FILE is needed");
}

function read(file: string, table: CsvTable, columns: LineColumns): OrderLines {
  try {
    return readLines(table, columns);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function dayOf(from: string): number {
  const day = timeReader([from])?.(from);
  if (day === undefined) throw new UsageError(`--from must be a date such as 2012-10-30, not "${from}"`);
  return day;
}
