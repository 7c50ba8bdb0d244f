import { fitCausalForest, fitUplift, type Learner, selectData, type TreatmentData } from "@aftercare/learn";
import type { BenchResult } from "../result.ts";
import { readHillstrom } from "./data/hillstrom.ts";
import { dataOf, hillstromTasks } from "./uplift/hillstrom-tasks.ts";

const rows = 34_154;

/** CPU seconds of one fit on 34,154 rows × 12 of Hillstrom's women's visits; the median of three, the forest once. */
export async function runFitTimes(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const { data } = dataOf(readHillstrom(), hillstromTasks[0]!);
  const train = selectData(
    data,
    Array.from({ length: rows }, (_, i) => i),
  );
  const results: BenchResult[] = [
    row(
      "logistic arms (T)",
      median(3, () => fit(train, { learner: "T", base: { kind: "linear" } })),
      0.3,
    ),
    row(
      "DR with boosted bases, nuisances cross-fitted in five folds",
      median(3, () => fit(train, { learner: "DR", base: { kind: "boosted" }, final: { kind: "boosted" } })),
      5,
    ),
  ];
  // Trees take equal time, so a reduced run grows a tenth of them and says so.
  const trees = options.quick ? 50 : 500;
  options.log(`growing a causal forest of ${trees} trees`);
  const seconds = cpuSeconds(() => fitCausalForest(train.x, train.outcome, train.treatment, { trees, minLeaf: 50 }));
  const name = options.quick ? "causal forest of 500 trees, ten times the time of 50" : "causal forest of 500 trees";
  return [...results, row(name, options.quick ? 10 * seconds : seconds, 75)];
}

function row(name: string, value: number, goal: number): BenchResult {
  return { name, value, unit: "CPU s", goal: `at most ${goal}`, met: value <= goal };
}

function fit(data: TreatmentData, learner: Learner): void {
  fitUplift(data, learner, { outcome: "binary" });
}

function median(times: number, run: () => void): number {
  const sorted = Array.from({ length: times }, () => cpuSeconds(run)).sort((a, b) => a - b);
  return sorted[(times - 1) >> 1]!;
}

function cpuSeconds(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
