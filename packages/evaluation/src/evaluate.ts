import { basketTask } from "./basket/basket-task.ts";
import type { EvaluationContext, EvaluationTask, TaskOption } from "./evaluation-task.ts";
import { intentsTask } from "./intents/intents-task.ts";
import { parseOptions } from "./parse-options.ts";
import { policyTask } from "./policy/policy-task.ts";
import { priceTask } from "./price/price-task.ts";
import { promiseTask } from "./promise/promise-task.ts";
import { returnsTask } from "./returns/returns-task.ts";
import type { TaskResult } from "./task-result.ts";
import { upliftTask } from "./uplift/uplift-task.ts";
import { UsageError } from "./usage-error.ts";

const tasks: Readonly<Record<string, EvaluationTask>> = {
  uplift: upliftTask,
  basket: basketTask,
  promise: promiseTask,
  returns: returnsTask,
  intents: intentsTask,
  price: priceTask,
  policy: policyTask,
};

const common = {
  seed: { value: "N" },
  "budget-seconds": { value: "N" },
} as const satisfies Record<string, TaskOption>;

/**
 * Puts a question to a file: every method of the task on the same rows, the automatic one called `auto`.
 * @param args the task's name and its options, as they stand on a command line
 * @param say takes progress, line by line
 * @throws {UsageError} on wrong words; Error, naming file, line or column, where the data does not fit
 */
export async function evaluate(args: readonly string[], say: (line: string) => void): Promise<TaskResult> {
  const [name = "", ...rest] = args;
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (!task) throw new UsageError(`the task must be one of ${Object.keys(tasks).join(", ")}`);
  const { seed, "budget-seconds": budget, ...values } = parseOptions(rest, { ...task.options, ...common });
  return task.run(values, { ...contextOf(seed, budget), say });
}

/** How each task is written, one line each. */
export function evaluateUsage(): string[] {
  return Object.entries(tasks).map(([name, { options }]) =>
    ["evaluate", name, ...Object.entries({ ...options, ...common }).map(inUsage), "[--json]"].join(" "),
  );
}

function inUsage([name, { value, required }]: [string, TaskOption]): string {
  return required ? `--${name} ${value}` : `[--${name} ${value}]`;
}

function contextOf(seed = "1", budget = "Infinity"): Pick<EvaluationContext, "seed" | "timeIsUp"> {
  if (!/^\d+$/.test(seed)) throw new UsageError(`--seed must be a whole number from 0 on, not "${seed}"`);
  const seconds = Number(budget);
  if (Number.isNaN(seconds) || seconds < 0) {
    throw new UsageError(`--budget-seconds must be a number of seconds from 0 on, not "${budget}"`);
  }
  const end = performance.now() + seconds * 1000;
  return { seed, timeIsUp: () => performance.now() >= end };
}
