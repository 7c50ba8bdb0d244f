import { type FoldScores, methodNames, pooledName } from "@aftercare/evaluation/methods";
import {
  type BootstrapEstimate,
  pairedBootstrap,
  type RankingStatistic,
  type TreatmentData,
  type UpliftMetric,
  upliftStatistic,
} from "@aftercare/learn";
import type { BenchResult } from "../result.ts";
import { readHillstrom } from "./data/hillstrom.ts";
import { dataOf, type HillstromTask, hillstromTasks } from "./uplift/hillstrom-tasks.ts";
import { ranksOf } from "./uplift/ranks-of.ts";
import { runJobs } from "./uplift/run-jobs.ts";
import type { UpliftJob } from "./uplift/uplift-worker.ts";

const auto = methodNames.length - 1;
const pooled = methodNames.indexOf(pooledName);
const references = [...methodNames.keys()].filter((m) => m !== auto && m !== pooled);
/** How far below the best single learner of a task the lower bound may lie, in Qini AUC. */
const margin = 0.01;

/**
 * Hillstrom, four tasks: every single learner and the automatic choice on the same folds. The official figure of a task is the mean over
 * five folds, then over the repeats; differences are over customers (paired bootstrap), against the single learner that turned
 * out best, though nobody could have known it. Ranks are over all methods, so that a method has to be good on every task.
 */
export async function runUplift(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const repeats = options.quick ? 1 : 10;
  const jobs = hillstromTasks.flatMap((task) =>
    Array.from({ length: repeats }, (_, repeat): UpliftJob => ({ task, repeat })),
  );
  const program = new URL("./uplift/uplift-worker.ts", import.meta.url);
  const answers = await runJobs<UpliftJob, FoldScores[]>(program, jobs, 2, (done) =>
    options.log(`${done} of ${jobs.length} repeats`),
  );
  const source = readHillstrom();
  const results: BenchResult[] = [];
  const ranks: number[][] = [];
  for (const [t, task] of hillstromTasks.entries()) {
    const { data } = dataOf(source, task);
    const folds = answers.slice(t * repeats, (t + 1) * repeats).flat();
    for (const line of blends(folds)) options.log(`${task.name}: ${line}`);
    const judged = judge(task, data, folds);
    for (const [m, figure] of judged.figures.entries()) {
      results.push({ name: `${task.name}: ${methodNames[m]}`, value: figure, unit: judged.unit });
    }
    results.push(...judged.rows);
    ranks.push(ranksOf(judged.figures));
  }
  return [...results, rankRow(ranks)];
}

interface Judged {
  readonly unit: string;
  readonly figures: readonly number[];
  readonly rows: readonly BenchResult[];
}

function judge(task: HillstromTask, data: TreatmentData, folds: readonly FoldScores[]): Judged {
  const metric = task.kind === "binary" ? "qini_auc" : "qini_area";
  const unit = task.kind === "binary" ? "Qini AUC" : "spend per head";
  const statistics = methodNames.map((_, m) => officialStatistic(metric, data, folds, m));
  const figures = statistics.map((statistic) => statistic());
  const best = references.reduce((top, m) => (figures[m]! > figures[top]! ? m : top));
  const { difference } = pairedBootstrap(data.x.rows, statistics[auto]!, statistics[best]!, { seed: task.name });
  const beside = pairedBootstrap(data.x.rows, statistics[auto]!, statistics[pooled]!, { seed: task.name });
  const row: BenchResult = {
    name: `${task.name}: auto less the best single learner, ${methodNames[best]} (${inWords(difference)})`,
    ...{ value: difference.estimate, unit, baseline: figures[best]! },
  };
  const further: BenchResult = {
    name: `${task.name}: auto less its own candidate ${pooledName} (${inWords(beside.difference)})`,
    ...{ value: beside.difference.estimate, unit, baseline: figures[pooled]! },
  };
  // For spend no threshold is stated: nothing is separable there.
  if (task.kind === "real") return { unit, figures, rows: [row, further] };
  const goal = { goal: `lower bound above −${margin}`, met: difference.lower > -margin };
  return { unit, figures, rows: [{ ...row, ...goal }, further] };
}

function inWords({ lower, upper }: BootstrapEstimate): string {
  return `95 % ${lower.toFixed(4)} to ${upper.toFixed(4)}`;
}

/** Mean over folds, as repeats have equally many; each fold's rows are ranked by themselves, by the models of that fold. */
function officialStatistic(
  metric: UpliftMetric,
  { outcome, treatment }: TreatmentData,
  folds: readonly FoldScores[],
  method: number,
): RankingStatistic {
  const parts = folds.map(({ rows, scores }) => ({
    rows,
    statistic: upliftStatistic(
      metric,
      {
        outcome: Float64Array.from(rows, (i) => outcome[i]!),
        treated: Uint8Array.from(rows, (i) => treatment[i]!),
      },
      scores[method]!,
    ),
  }));
  return (counts) => {
    let sum = 0;
    for (const { rows, statistic } of parts) {
      sum += counts ? statistic(Float64Array.from(rows, (i) => counts[i]!)) : statistic();
    }
    return sum / parts.length;
  };
}

function rankRow(ranks: readonly (readonly number[])[]): BenchResult {
  const means = methodNames.map((_, m) => ranks.reduce((sum, each) => sum + each[m]!, 0) / ranks.length);
  const best = references.reduce((top, m) => (means[m]! < means[top]! ? m : top));
  return {
    name: `mean rank over the four tasks among ${methodNames.length} methods: auto; best single learner ${methodNames[best]}; ${pooledName} ${means[pooled]}`,
    ...{ value: means[auto]!, unit: "rank", baseline: means[best]!, ratio: means[auto]! / means[best]! },
    ...{ goal: "better than any single learner", met: means[auto]! < means[best]! },
  };
}

function blends(folds: readonly FoldScores[]): string[] {
  return folds.slice(0, 5).map(({ blend }, fold) => `fold ${fold}: ${blend}`);
}
