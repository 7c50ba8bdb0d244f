import { basename } from "node:path";
import { evaluationTask } from "../evaluation-task.ts";
import { readCsvRows } from "../tables/read-csv-rows.ts";
import { UsageError } from "../usage-error.ts";
import { judgePromises, replayPromises } from "./evaluate-promise.ts";
import { olistColumns, readOrders } from "./orders.ts";

/** When an order will be there, promised at purchase, and whether it will be late, told at the hand-over. */
export const promiseTask = evaluationTask({
  options: { orders: { value: "FILE", required: true }, from: { value: "DATE" } },
  run({ orders, from }, { seed, say }) {
    const start = from === undefined ? undefined : Date.parse(from);
    if (Number.isNaN(start)) throw new UsageError(`--from must be a date such as 2018-04-01, not "${from}"`);
    const replay = replayPromises(readOrders(readCsvRows(orders), olistColumns), start, say);
    return judgePromises(basename(orders), replay, undefined, seed);
  },
});
