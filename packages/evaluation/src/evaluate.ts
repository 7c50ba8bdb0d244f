import type { EvaluationContext, EvaluationTask, TaskOption } from "./evaluation-task.ts";
import { parseOptions } from "./parse-options.ts";
import type { TaskResult } from "./task-result.ts";
import { UsageError } from "./usage-error.ts";

/** Loaded when they are asked for: a question to a file needs one of them, and pays for no other in time and memory. */
const tasks: Readonly<Record<string, () => Promise<EvaluationTask>>> = {
  uplift: async () => (await import("./uplift/uplift-task.ts")).upliftTask,
  basket: async () => (await import("./basket/basket-task.ts")).basketTask,
  promise: async () => (await import("./promise/promise-task.ts")).promiseTask,
  returns: async () => (await import("./returns/returns-task.ts")).returnsTask,
  intents: async () => (await import("./intents/intents-task.ts")).intentsTask,
  price: async () => (await import("./price/price-task.ts")).priceTask,
  policy: async () => (await import("./policy/policy-task.ts")).policyTask,
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
  const load = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (!load) throw new UsageError(`the task must be one of ${Object.keys(tasks).join(", ")}`);
  const task = await load();
  const { seed, "budget-seconds": budget, ...values } = parseOptions(rest, { ...task.options, ...common });
  return task.run(values, { ...contextOf(seed, budget), say });
}

/** How each task is written, one line each. */
export async function evaluateUsage(): Promise<string[]> {
  return Promise.all(
    Object.entries(tasks).map(async ([name, load]) => {
      const { options } = await load();
      return ["evaluate", name, ...Object.entries({ ...options, ...common }).map(inUsage), "[--json]"].join(" ");
    }),
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
