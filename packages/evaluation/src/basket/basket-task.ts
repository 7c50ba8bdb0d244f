import { basename } from "node:path";
import { evaluationTask } from "../evaluation-task.ts";
import { readCsvRows, readText } from "../tables/read-csv-rows.ts";
import { UsageError } from "../usage-error.ts";
import { evaluateBaskets } from "./evaluate-baskets.ts";
import { linesTask } from "./lines-task.ts";
import { readOrderLines } from "./order-lines.ts";
import { tafengTask } from "./tafeng-task.ts";

/** The next basket, what goes with an item, and when a shopper buys again. */
export const basketTask = evaluationTask({
  options: {
    data: { value: "FILE", required: true },
    shopper: { value: "COLUMN" },
    item: { value: "COLUMN" },
    time: { value: "COLUMN" },
    cut: { value: "DATE" },
  },
  run({ data, shopper, item, time, cut }, context) {
    const roles = [shopper, item, time, cut];
    if (roles.some((each) => each === undefined) && roles.some((each) => each !== undefined)) {
      throw new UsageError("order lines need --shopper, --item, --time and --cut together; JSON Lines of baskets none");
    }
    const task =
      shopper === undefined || item === undefined || time === undefined || cut === undefined
        ? tafengTask(readText(data))
        : linesTask(readOrderLines(readCsvRows(data), { shopper, item, time }), cut);
    return evaluateBaskets(basename(data), task, context);
  },
});
