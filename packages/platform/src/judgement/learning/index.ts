export { type Evaluation, evaluate } from "./evaluate.ts";
export { type Feature, modelInput } from "./feature.ts";
export { cardInForce, type ModelInForce, modelInForce, newestModel, readModel, saveModel } from "./model-store.ts";
export type { Normal } from "./normal.ts";
export { type Trained, trainModel } from "./train-model.ts";
export type { TrainingRow } from "./training-row.ts";

import "./model-table.ts";
