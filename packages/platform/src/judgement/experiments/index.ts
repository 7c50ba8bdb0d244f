export type { Experiment, ExperimentAction, ExperimentFeature, ExperimentRow } from "./experiment.ts";
export { learnExperiments } from "./learn-experiments.ts";
export { recordExperiment } from "./record-experiment.ts";
export { allMoments, experimentMoments } from "./stored-moments.ts";

import "./experiment-table.ts";
