import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { BenchResult } from "../result.ts";
import { columns, type SpeedRun, trees } from "./boosting-speed-run.ts";

const program = fileURLToPath(new URL("./boosting-speed-run.ts", import.meta.url));

/**
 * How fast boosted trees are grown on 1,000,000 rows (200,000 when quick) of 30 columns: 100 trees of 31 leaves, learning rate 0.1,
 * at least 20 rows in a leaf, 255 bins; on one thread and on two workers, which must give the same model.
 */
export async function runBoostingSpeed(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const rows = options.quick ? 200_000 : 1_000_000;
  const one = await measure(rows, 1);
  options.log(`boosting: one thread ${one.seconds.toFixed(1)} s`);
  const two = await measure(rows, 2);
  options.log(`boosting: two workers ${two.seconds.toFixed(1)} s`);
  const million = (rows * columns * trees) / 1e6;
  const speed = million / one.seconds;
  const name = `${rows.toLocaleString("en")} × ${columns}`;
  const unit = "million row·feature·tree/s";
  return [
    {
      name: `${name}: fit on one thread`,
      ...{ value: speed, unit, goal: "≥ 63 at least, 126 is scikit-learn's", met: speed >= 126 },
    },
    { name: `${name}: the same by CPU time`, value: million / one.cpuSeconds, unit },
    {
      name: `${name}: fit on two workers (baseline: one thread)`,
      ...{ value: two.seconds, unit: "s", baseline: one.seconds, ratio: two.seconds / one.seconds },
      ...{
        goal: "≤ 0.6 of one thread, the same model",
        met: two.seconds <= 0.6 * one.seconds && two.model === one.model,
      },
    },
    {
      name: `${name}: training AUC`,
      ...{ value: one.auc, unit: "", goal: "0.779 ± 0.002 at 1,000,000 rows" },
      ...(options.quick ? {} : { met: Math.abs(one.auc - 0.779) <= 0.002 }),
    },
    { name: `${name}: peak on one thread, data included`, value: one.peakMegabytes, unit: "MB" },
    { name: `${name}: peak on two workers, data included`, value: two.peakMegabytes, unit: "MB" },
    {
      name: `${name}: predict on one thread`,
      ...{ value: (rows * trees) / 1e6 / one.predictSeconds, unit: "million row·tree/s" },
    },
  ];
}

async function measure(rows: number, threads: number): Promise<SpeedRun> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, String(rows), String(threads)]);
  return JSON.parse(stdout);
}
