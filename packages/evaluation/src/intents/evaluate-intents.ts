import { aucWithInterval, pairedBootstrap } from "@aftercare/learn";
import type { EvaluationContext } from "../evaluation-task.ts";
import { type Cost, measured } from "../measured.ts";
import type { Metric, TaskResult } from "../task-result.ts";
import type { IntentTask } from "./intent-tasks.ts";
import type { IntentMethod, Told } from "./methods.ts";

interface Answered {
  readonly truth: string | null;
  readonly told: Told;
  readonly fold: number;
}

const REPLICATES = 400;

/**
 * Runs every method on the same folds. Of messages with an intent: accuracy and macro F1 of the likeliest intent; where there are also
 * messages of none: `oos_auroc` of how much they look like it; for methods that may refuse: `answered`, `answered_right` and
 * `oos_refused`.
 */
export function evaluateIntents(
  task: IntentTask,
  methods: Readonly<Record<string, IntentMethod>>,
  { seed, say }: EvaluationContext,
): TaskResult {
  const runs = Object.entries(methods).map(([method, fit]) => {
    const { answered, cost } = run(task, fit);
    const metrics = metricsOf(answered, task.folds.length, seed);
    say(
      `${task.name}, ${method}: accuracy ${metrics.accuracy!.mean.toFixed(4)}, ${cost.fit_seconds.toFixed(1)} s to fit`,
    );
    return { method, metrics, answered, cost };
  });
  const right = runs.map(({ answered }) => inScope(answered).map(({ truth, told }) => (told.intent === truth ? 1 : 0)));
  return {
    data: task.name,
    protocol: task.protocol,
    results: runs.map(({ method, metrics, cost }) => ({ method, metrics, ...cost })),
    differences: runs.slice(1).map(({ method }, r) => {
      const [first, other] = [right[0]!, right[r + 1]!];
      const { difference } = pairedBootstrap(first.length, weightedMean(first), weightedMean(other), {
        replicates: REPLICATES,
        seed,
      });
      return {
        method,
        metric: "accuracy",
        estimate: difference.estimate,
        lower: difference.lower,
        upper: difference.upper,
      };
    }),
  };
}

function run(task: IntentTask, fit: IntentMethod): { answered: Answered[]; cost: Cost } {
  const answered: Answered[] = [];
  let cost: Cost = { fit_seconds: 0, predict_seconds: 0, peak_mb: 0 };
  for (const [fold, { train, test }] of task.folds.entries()) {
    const ran = measured(
      () => fit(train),
      (tell) => test.map((message) => ({ truth: message.intent, told: tell(message), fold })),
    );
    answered.push(...ran.answer);
    cost = {
      fit_seconds: cost.fit_seconds + ran.cost.fit_seconds,
      predict_seconds: cost.predict_seconds + ran.cost.predict_seconds,
      peak_mb: Math.max(cost.peak_mb, ran.cost.peak_mb),
    };
  }
  return { answered, cost };
}

function metricsOf(answered: readonly Answered[], folds: number, seed: string): Record<string, Metric> {
  const known = inScope(answered);
  const shares: Record<string, Metric> = {
    accuracy: shareOf(known, folds, ({ truth, told }) => told.intent === truth),
    macro_f1: macroF1(known, folds, seed),
  };
  if (known.some(({ told }) => told.refused !== undefined)) {
    shares.answered = shareOf(known, folds, ({ told }) => !told.refused);
    shares.answered_right = shareOf(known, folds, ({ truth, told }) => !told.refused && told.intent === truth);
  }
  const unknown = answered.filter(({ truth }) => truth === null);
  if (unknown.length >= 2) {
    const all = [...known, ...unknown];
    const { auc, standardError } = aucWithInterval(
      all.map(({ told }) => told.outside),
      all.map(({ truth }) => (truth === null ? 1 : 0)),
    );
    shares.oos_auroc = { mean: auc, se: standardError, sampling_se: standardError };
    if (shares.answered) shares.oos_refused = shareOf(unknown, 1, ({ told }) => told.refused === true);
  }
  return shares;
}

function inScope(answered: readonly Answered[]): Answered[] {
  return answered.filter(({ truth }) => truth !== null);
}

function shareOf(rows: readonly Answered[], folds: number, holds: (row: Answered) => boolean): Metric {
  const share = (some: readonly Answered[]) => some.filter(holds).length / some.length;
  const mean = share(rows);
  const sampling = Math.sqrt((mean * (1 - mean)) / rows.length);
  return { mean, se: overFolds(rows, folds, share) ?? sampling, sampling_se: sampling };
}

function macroF1(rows: readonly Answered[], folds: number, seed: string): Metric {
  const intents = [...new Set(rows.flatMap(({ truth, told }) => [truth ?? "", told.intent]))];
  const place = new Map(intents.map((intent, k) => [intent, k]));
  const truths = Int32Array.from(rows, ({ truth }) => place.get(truth ?? "")!);
  const tolds = Int32Array.from(rows, ({ told }) => place.get(told.intent)!);
  const statistic = (counts?: ArrayLike<number>) => {
    const hits = new Float64Array(intents.length);
    const either = new Float64Array(intents.length);
    for (let i = 0; i < rows.length; i++) {
      const count = counts ? counts[i]! : 1;
      if (truths[i] === tolds[i]) hits[truths[i]!]! += count;
      either[truths[i]!]! += count;
      either[tolds[i]!]! += count;
    }
    const occurring = [...either.keys()].filter((k) => either[k]! > 0);
    return occurring.reduce((sum, k) => sum + (2 * hits[k]!) / either[k]!, 0) / occurring.length;
  };
  const { candidate } = pairedBootstrap(rows.length, statistic, () => 0, { replicates: REPLICATES, seed });
  const ofFold = (some: readonly Answered[]) => statistic(rows.map((row) => (row.fold === some[0]?.fold ? 1 : 0)));
  return {
    mean: candidate.estimate,
    se: overFolds(rows, folds, ofFold) ?? candidate.standardError,
    sampling_se: candidate.standardError,
  };
}

function overFolds(
  rows: readonly Answered[],
  folds: number,
  statistic: (some: readonly Answered[]) => number,
): number | undefined {
  if (folds < 2) return undefined;
  const values = [...Map.groupBy(rows, ({ fold }) => fold).values()].map(statistic);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

function weightedMean(values: readonly number[]): (counts?: ArrayLike<number>) => number {
  return (counts) => {
    let [sum, weight] = [0, 0];
    for (const [i, value] of values.entries()) {
      const count = counts ? counts[i]! : 1;
      sum += count * value;
      weight += count;
    }
    return sum / weight;
  };
}
