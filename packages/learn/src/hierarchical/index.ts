export { type ArmDerivatives, type ArmRows, armDerivatives } from "./arm-likelihood.ts";
export { fitHierarchical, type HierarchicalOptions } from "./fit-hierarchical.ts";
export type { HierarchicalModel, HierarchicalVariances } from "./hierarchical-model.ts";
export { posteriorVariances } from "./joint-system.ts";
export { predictHierarchical } from "./predict-hierarchical.ts";
export { affordableSteps, stepThresholds, withSteps } from "./step-columns.ts";
