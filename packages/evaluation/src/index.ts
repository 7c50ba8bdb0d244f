export { evaluate, evaluateUsage } from "./evaluate.ts";
export type { Difference, MethodResult, Metric, Metrics, TaskResult } from "./task-result.ts";
export { UsageError } from "./usage-error.ts";
