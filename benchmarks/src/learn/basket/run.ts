import { readCsvRows, readText } from "../data/read-csv-rows.ts";
import { evaluateBaskets } from "./evaluate-baskets.ts";
import { linesTask } from "./lines-task.ts";
import { readOrderLines } from "./order-lines.ts";
import { tafengTask } from "./tafeng-task.ts";

/**
 * One task in a process of its own, so that its peak of memory is its own: `run.ts FILE.jsonl[.gz]`, or
 * `run.ts FILE.csv[.gz] SHOPPER ITEM TIME CUT`. The evaluation goes to standard output as JSON, progress to standard error.
 */
const [file, shopper, item, time, cut] = process.argv.slice(2);
if (file === undefined) throw new Error("a file is needed");
const task =
  shopper === undefined || item === undefined || time === undefined || cut === undefined
    ? tafengTask(readText(file))
    : linesTask(readOrderLines(readCsvRows(file), { shopper, item, time }), cut);
console.log(JSON.stringify(evaluateBaskets(task, { seed: "baskets", say: (line) => console.error(line) })));
