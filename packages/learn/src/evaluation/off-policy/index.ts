export { type CrossFitOptions, crossFittedRewards } from "./cross-fitted-rewards.ts";
export {
  directMethod,
  doublyRobust,
  ipw,
  type OffPolicyOptions,
  type OffPolicyResult,
  type SwitchOptions,
  type SwitchResult,
  snipw,
  switchDoublyRobust,
} from "./estimators.ts";
export {
  constantPolicy,
  type LoggedDecisions,
  policyOfActions,
  requireLog,
  requirePolicy,
  requirePredictions,
} from "./logged-decisions.ts";
export { importanceWeights, type Overlap, type OverlapRefusal, overlapOf, overlapRefusal } from "./overlap.ts";
export { actionScores } from "./robust-contributions.ts";
export { crossFittedSales, type LoggedSales, marginLog, type SalesPredictions } from "./sales.ts";
export { type SalesOptions, type SalesResult, salesDoublyRobust } from "./sales-doubly-robust.ts";
export { type MeanInterval, meanWithInterval, type ValueEstimate } from "./value-estimate.ts";
