import { type IntentExample, pairedBootstrap } from "@aftercare/learn";
import type { EvaluationContext } from "../evaluation-task.ts";
import { type Cost, measured } from "../measured.ts";
import type { Difference, MethodResult, Metrics, TaskResult } from "../task-result.ts";
import { type Answered, intentMetrics } from "./intent-metrics.ts";
import type { IntentTask } from "./intent-tasks.ts";
import type { IntentMethod } from "./methods.ts";

interface Run {
  readonly method: string;
  readonly result: MethodResult;
  /** Of the tasks that count for the whole file, in the same order for every method. */
  readonly answered: readonly Answered[];
}

const REPLICATES = 400;
const nothing: Cost = { fit_seconds: 0, predict_seconds: 0, peak_mb: 0 };

/**
 * Runs every method on the same folds of every task. `metrics` are those of the main tasks together, or of all where none is: every message that is asked about
 * counts once; with several tasks, `by_part` has the figures of each. See {@link intentMetrics} for what they are.
 */
export function evaluateIntents(
  tasks: readonly IntentTask[],
  methods: Readonly<Record<string, IntentMethod>>,
  context: EvaluationContext,
): TaskResult {
  const runs: Run[] = [];
  const skipped: string[] = [];
  for (const [method, fit] of Object.entries(methods)) {
    if (runs.length > 0 && context.timeIsUp()) {
      skipped.push(method);
      context.say(`${method}: left out, the time is up`);
    } else runs.push(runOf(method, fit, tasks, context));
  }
  const [auto, ...others] = runs;
  return {
    data: tasks.map(({ name }) => name).join(", "),
    protocol: [...new Set(tasks.map(({ protocol }) => protocol))].join("; "),
    results: runs.map(({ result }) => result),
    differences: others.flatMap((other) => differenceOf(auto!, other, context.seed)),
    ...(skipped.length > 0 ? { skipped } : {}),
  };
}

function runOf(method: string, fit: IntentMethod, tasks: readonly IntentTask[], { seed, say }: EvaluationContext): Run {
  const pooled: Answered[] = [];
  const parts: [string, Metrics][] = [];
  let cost = nothing;
  const largest = tasks.filter((task) => task.main);
  const main = largest.length > 0 ? largest : tasks;
  // Where some parts have folds and some have not, the figures of folds are no repeats of one another.
  const sameFolds = new Set(main.map(({ folds }) => folds.length)).size === 1;
  for (const task of tasks) {
    const ran = answersOf(task, fit);
    const metrics = intentMetrics(ran.answered, seed);
    const accuracy = metrics.accuracy ? `accuracy ${metrics.accuracy.mean.toFixed(4)}, ` : "";
    say(`${[task.name, method].filter(Boolean).join(", ")}: ${accuracy}${ran.cost.fit_seconds.toFixed(1)} s to fit`);
    parts.push([task.name, metrics]);
    cost = sumOf(cost, ran.cost);
    if (main.includes(task)) pooled.push(...ran.answered.map((row) => (sameFolds ? row : { ...row, fold: 0 })));
  }
  const metrics = intentMetrics(pooled, seed);
  return {
    method,
    answered: pooled,
    result: { method, metrics, ...(tasks.length > 1 ? { by_part: Object.fromEntries(parts) } : {}), ...cost },
  };
}

function answersOf(task: IntentTask, fit: IntentMethod): { answered: Answered[]; cost: Cost } {
  const answered: Answered[] = [];
  let cost = nothing;
  for (const [fold, { train, test, repeat }] of task.folds.entries()) {
    const learned = new Set(train.map(textOf));
    const ran = measured(
      () => fit(train),
      (tell) =>
        test.map((message) => ({
          set: task.set,
          truth: message.intent,
          told: tell(message),
          seen: learned.has(textOf(message)),
          fold,
          repeat,
        })),
    );
    answered.push(...ran.answer);
    cost = sumOf(cost, ran.cost);
  }
  return { answered, cost };
}

function textOf({ text }: IntentExample): string {
  return text.trim().toLowerCase();
}

function sumOf(a: Cost, b: Cost): Cost {
  return {
    fit_seconds: a.fit_seconds + b.fit_seconds,
    predict_seconds: a.predict_seconds + b.predict_seconds,
    peak_mb: Math.max(a.peak_mb, b.peak_mb),
  };
}

/** By how much the automatic method is more often right, over the messages with an intent; of repeats the first. */
function differenceOf(auto: Run, other: Run, seed: string): Difference[] {
  const [first, second] = [auto, other].map(({ answered }) =>
    answered
      .filter(({ truth, repeat }) => truth !== null && repeat === 0)
      .map(({ truth, told }) => Number(told.intent === truth)),
  );
  if (!first || !second || first.length < 2) return [];
  const { difference } = pairedBootstrap(first.length, weightedMean(first), weightedMean(second), {
    replicates: REPLICATES,
    seed,
  });
  const { estimate, lower, upper } = difference;
  return [{ method: other.method, metric: "accuracy", estimate, lower, upper }];
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
