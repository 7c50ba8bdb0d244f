export type { CausalForest, CausalTree } from "./causal-forest-model.ts";
export { type CausalForestOptions, fitCausalForest } from "./fit-causal-forest.ts";
export { type CausalForestPrediction, causalForestEffects, predictCausalForest } from "./predict-causal-forest.ts";
