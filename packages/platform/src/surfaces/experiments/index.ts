export { slugOf } from "./experiment-actions.ts";
export type { ExperimentReport } from "./experiment-report.ts";
export type { ExperimentGoal, ExperimentRequest } from "./experiment-request.ts";
export { readExperiment } from "./read-experiment.ts";
