export type { BoostingLoss, BoostingModel, BoostingTraining, BoostingTree } from "./boosting-model.ts";
export type { BoostingOptions } from "./boosting-options.ts";
export type { Features } from "./features.ts";
export { fitBoosting } from "./fit-boosting.ts";
export { loadBoosting } from "./load-boosting.ts";
export { predictBoosting, rawBoosting } from "./predict-boosting.ts";
export { type BoostingContributions, shapBoosting } from "./shap-boosting.ts";
