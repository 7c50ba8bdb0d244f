import { evaluateReturns, type LineColumns, readLines, splitByTime } from "@aftercare/evaluation/methods";
import { readTable } from "@aftercare/evaluation/tables";
import type { BenchResult } from "../result.ts";
import { dataFile } from "./data/data-file.ts";

/** The roles in the fashion shop's lines. The delivery date is not known at the order and gives the answer away. */
const badsColumns: LineColumns = {
  ...{ target: "return", shopper: "user_id", item: "item_id", time: "order_date" },
  ignore: ["delivery_date", "order_item_id"],
};

/** Whether a line will come back, told at the order: the last quarter of a fashion shop's lines by date. */
export async function runReturns(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const file = "bads_returns_dev.csv.gz";
  const lines = readLines(readTable(dataFile(file)), badsColumns);
  const split = splitByTime(lines, Date.parse("2012-10-30") / 86_400_000);
  const task = evaluateReturns(file, lines, split, { say: options.log });
  const value = (method: string, metric: string) =>
    task.results.find((each) => each.method === method)!.metrics[metric]!.mean;
  const reference = value("logistic", "auc") > value("boosting", "auc") ? "logistic" : "boosting";
  const { lower, upper } = task.differences!.find((each) => each.method === reference)!;
  const ours = value("auto", "auc");
  const baseline = value(reference, "auc");
  return [
    {
      name: `AUC, baseline ${reference}, the better of two (difference 95 % ${lower.toFixed(4)} to ${upper.toFixed(4)})`,
      ...{ value: ours, unit: "AUC", baseline, ratio: ours / baseline },
      ...{ goal: "at least 0.01 above", met: ours >= baseline + 0.01 },
    },
    ...["ap", "brier", "ece"].map((metric) => ({
      ...{ name: metric, value: value("auto", metric), unit: "", baseline: value(reference, metric) },
    })),
  ];
}
