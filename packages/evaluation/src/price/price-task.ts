import { basename } from "node:path";
import { evaluationTask, type OptionValues } from "../evaluation-task.ts";
import { listOf } from "../parse-options.ts";
import { readSplits } from "../tables/read-splits.ts";
import { readTable } from "../tables/read-table.ts";
import { stackTables } from "../tables/stack-tables.ts";
import type { CsvTable } from "../tables/table.ts";
import { UsageError } from "../usage-error.ts";
import { evaluatePrice } from "./evaluate-price.ts";
import { foldBetween, foldsByHash, foldsOfSplits, type PriceProtocol } from "./price-folds.ts";
import { type PriceRows, readPriceRows } from "./price-rows.ts";

const options = {
  data: { value: "FILE" },
  splits: { value: "FILE" },
  train: { value: "FILE" },
  test: { value: "FILE" },
  target: { value: "COLUMN", required: true },
  ignore: { value: "COLUMN,…" },
} as const;

/** What a used thing is worth, with an interval that states four in five. */
export const priceTask = evaluationTask({
  options,
  run(values, context) {
    const { name, total, rows, protocol } = asked(values);
    const left = total - rows.target.length;
    const data = `${name}: ${rows.target.length} rows, ${Object.keys(rows.numbers).length} columns of numbers and ${Object.keys(rows.names).length} of names${left > 0 ? `, ${left} rows without price left out` : ""}`;
    context.say(data);
    return evaluatePrice(data, rows, protocol, context);
  },
});

interface Asked {
  readonly name: string;
  readonly total: number;
  readonly rows: PriceRows;
  readonly protocol: PriceProtocol;
}

function asked({ data, splits, train, test, target, ignore }: OptionValues<typeof options>): Asked {
  const ignored = listOf(ignore);
  if (data !== undefined && train === undefined && test === undefined) {
    const table = readTable(data);
    const rows = read(data, table, target, ignored);
    const protocol =
      splits === undefined ? foldsByHash(rows) : foldsOfSplits(rows, readSplits(splits, table.rows.length));
    return { name: basename(data), total: table.rows.length, rows, protocol };
  }
  if (data === undefined && train !== undefined && test !== undefined && splits === undefined) {
    const [first, second] = [readTable(train), readTable(test)];
    for (const [file, { columns }] of [[train, first] as const, [test, second] as const]) {
      if (!columns.includes(target))
        throw new Error(`${file} has no column ${target}; there are ${columns.join(", ")}`);
    }
    const table = stackTables(first, second);
    const rows = read(`${train}, ${test}`, table, target, ignored);
    const protocol = foldBetween(rows, (i) => rows.row[i]! >= first.rows.length);
    return { name: `${basename(train)}, ${basename(test)}`, total: table.rows.length, rows, protocol };
  }
  throw new UsageError("either --data FILE, with or without --splits FILE, or --train FILE and --test FILE is needed");
}

function read(file: string, table: CsvTable, target: string, ignored: readonly string[]): PriceRows {
  try {
    return readPriceRows(table, target, ignored);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
