export { fitHierarchical, type HierarchicalOptions } from "./fit-hierarchical.ts";
export type { HierarchicalModel, HierarchicalVariances } from "./hierarchical-model.ts";
export { predictHierarchical } from "./predict-hierarchical.ts";
