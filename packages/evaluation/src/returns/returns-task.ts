import { basename } from "node:path";
import { evaluationTask } from "../evaluation-task.ts";
import { listOf } from "../parse-options.ts";
import { readCsvRows } from "../tables/read-csv-rows.ts";
import { evaluateReturns } from "./evaluate-returns.ts";
import { readLines } from "./lines.ts";

/** Whether an order line will come back, told at the order. */
export const returnsTask = evaluationTask({
  options: {
    data: { value: "FILE", required: true },
    target: { value: "COLUMN", required: true },
    shopper: { value: "COLUMN", required: true },
    item: { value: "COLUMN", required: true },
    time: { value: "COLUMN", required: true },
    ignore: { value: "COLUMN,…" },
  },
  run({ data, ignore, ...columns }, { say }) {
    const lines = readLines(readCsvRows(data), { ...columns, ignore: listOf(ignore) });
    return evaluateReturns(basename(data), lines, { say });
  },
});
