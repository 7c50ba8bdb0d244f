import { basename } from "node:path";
import { evaluationTask } from "../evaluation-task.ts";
import { listOf } from "../parse-options.ts";
import { readTable } from "../tables/read-table.ts";
import { UsageError } from "../usage-error.ts";
import { judgePromises, replayPromises } from "./evaluate-promise.ts";
import { readOrders } from "./orders.ts";

/** When an order will be there, promised at purchase, and whether it will be late, told at the hand-over. */
export const promiseTask = evaluationTask({
  options: {
    orders: { value: "FILE", required: true },
    from: { value: "DATE" },
    purchased: { value: "COLUMN" },
    "handed-over": { value: "COLUMN" },
    delivered: { value: "COLUMN" },
    estimated: { value: "COLUMN" },
    features: { value: "COLUMNS" },
  },
  run({ orders: file, from, features, ...named }, context) {
    const table = readTable(file);
    const orders = readOrders(table, named, listOf(features));
    const start = from === undefined ? undefined : orders.timeOf(from);
    if (Number.isNaN(start)) throw new UsageError(`--from must be a date such as 2018-04-01, not "${from}"`);
    for (const note of orders.notes) context.say(note);
    const replay = replayPromises(orders, start, context);
    const data = `${basename(file)}: ${table.rows.length} orders, ${orders.delivered.filter((time) => !Number.isNaN(time)).length} delivered`;
    return judgePromises(data, replay, undefined, context.seed);
  },
});
