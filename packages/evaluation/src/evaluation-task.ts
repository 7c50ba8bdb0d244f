import type { TaskResult } from "./task-result.ts";

/** What every task is given beside its own options. */
export interface EvaluationContext {
  /** Of folds, bootstraps and learners. */
  readonly seed: string;
  /** Whether the stated time is up: then no further candidate or reference method begins, and the result names those left out. */
  timeIsUp(): boolean;
  /** Progress, line by line. */
  say(line: string): void;
}

/** An option of a task; its value is a text. */
export interface TaskOption {
  /** Stands for the value in the usage, such as FILE. */
  readonly value: string;
  readonly required?: boolean;
}

/** Options by name, as a task is given them: the required ones are there. */
export type OptionValues<Options extends Readonly<Record<string, TaskOption>>> = {
  readonly [Name in keyof Options]: Options[Name] extends { readonly required: true } ? string : string | undefined;
};

/** A question that can be put to a file, with the methods that answer it. */
export interface EvaluationTask<Options extends Readonly<Record<string, TaskOption>> = Record<string, TaskOption>> {
  readonly options: Options;
  /** @throws {UsageError} where options contradict each other; Error, naming file, line or column, where the data does not fit */
  run(values: OptionValues<Options>, context: EvaluationContext): TaskResult | Promise<TaskResult>;
}

/** Lets the values of {@link EvaluationTask.run} follow from its options. */
export function evaluationTask<const Options extends Readonly<Record<string, TaskOption>>>(
  task: EvaluationTask<Options>,
): EvaluationTask<Options> {
  return task;
}
