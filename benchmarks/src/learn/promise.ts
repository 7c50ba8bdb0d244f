import type { TaskResult } from "@aftercare/evaluation";
import { judgePromises, readOrders, replayPromises } from "@aftercare/evaluation/methods";
import { readTable } from "@aftercare/evaluation/tables";
import type { BenchResult } from "../result.ts";
import { dataFile } from "./data/data-file.ts";

/**
 * Delivery promises on Olist's orders as known on 2018-04-01: a replay of the last quarter. Of March only what came before the end of
 * the file is known, the quick parcels; so every figure stands twice, and January and February, whose parcels
 * are nearly all known, are the honest comparison.
 */
export async function runPromise(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const file = "olist_orders_asof_2018-04-01.csv.gz";
  const orders = readOrders(readTable(dataFile(file)));
  const from = Date.parse(options.quick ? "2018-02-01" : "2018-01-01");
  const replay = replayPromises(orders, from, { say: options.log, timeIsUp: () => false });
  const complete = judgePromises(file, replay, Date.parse("2018-03-01"));
  return [...rowsOf("complete months", complete), ...rowsOf("with March", judgePromises(file, replay))];
}

function rowsOf(part: string, task: TaskResult): BenchResult[] {
  const of = (method: string) => task.results.find((each) => each.method === method)!;
  const value = (method: string, metric: string) => of(method).metrics[metric]!.mean;
  const pinball = [50, 90].map((level): BenchResult => {
    const metric = `pinball_${level}`;
    const ours = value("auto", metric);
    const reference = value("buckets", metric);
    const { lower, upper } = task.differences!.find((each) => each.method === "buckets" && each.metric === metric)!;
    return {
      name: `${part}: pinball at .${level / 10}, baseline ninety-day buckets (difference 95 % ${lower.toFixed(3)} to ${upper.toFixed(3)})`,
      ...{ value: ours, unit: "days", baseline: reference, ratio: ours / reference },
      ...{ goal: "at least 3 % below", met: ours <= 0.97 * reference },
    };
  });
  const months = Object.entries(of("auto").by_month ?? {}).map(([month, metrics]): BenchResult => {
    const coverage = metrics.coverage_90!.mean;
    const row = { name: `${part}: P90 coverage in ${month}`, value: coverage, unit: "share" };
    return part === "complete months" ? { ...row, goal: "at least 0.86", met: coverage >= 0.86 } : row;
  });
  const coverage = value("auto", "coverage_90");
  const late = value("auto", "late_auc");
  const remaining = value("remaining-days", "late_auc");
  const difference = task.differences!.find((each) => each.method === "remaining-days")!;
  return [
    ...pinball,
    {
      ...{ name: `${part}: P90 coverage`, value: coverage, unit: "share", baseline: value("buckets", "coverage_90") },
      ...{ goal: "0.88 to 0.94", met: coverage >= 0.88 && coverage <= 0.94 },
    },
    ...months,
    {
      name: `${part}: mean promise at the lateness of the shop's own, baseline buckets (shop ${value("own-estimate", "promise_mean").toFixed(2)})`,
      ...{ value: value("auto", "equal_late_promise"), unit: "days", baseline: value("buckets", "equal_late_promise") },
    },
    {
      name: `${part}: own promise, late ${value("auto", "promise_late").toFixed(4)} (shop ${value("own-estimate", "promise_late").toFixed(4)})`,
      ...{ value: value("auto", "promise_mean"), unit: "days", baseline: value("own-estimate", "promise_mean") },
    },
    {
      name: `${part}: late at hand-over, baseline remaining days (difference 95 % ${difference.lower.toFixed(3)} to ${difference.upper.toFixed(3)}; by recent transit ${value("remaining-by-transit", "late_auc").toFixed(3)})`,
      ...{ value: late, unit: "AUC", baseline: remaining, ratio: late / remaining },
      ...{ goal: "at least 0.02 above", met: late >= remaining + 0.02 },
    },
  ];
}
