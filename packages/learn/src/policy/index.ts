export { bestActions } from "./best-actions.ts";
export {
  type BudgetLp,
  type BudgetPlan,
  budgetPlan,
  type ConstrainedPlan,
  type Constraint,
  constrainedPlan,
  exactBudgetLp,
  type InfeasiblePlan,
} from "./budget/index.ts";
export { choose } from "./choose.ts";
export { type ActionEconomics, type ActionTerms, expectedMargin } from "./expected-margin.ts";
export { type GateOptions, type GateRefusal, type GateVerdict, type Hurdle, releaseGate } from "./gate/index.ts";
export { type BudgetPace, type BudgetProgress, paceBudget } from "./pace-budget.ts";
export { type PacedDecision, type Pacing, type PacingOptions, pace, startPacing } from "./pacing.ts";
export { softEpsilon } from "./soft-epsilon.ts";
export { type ThompsonOptions, thompson } from "./thompson.ts";
export {
  fitPolicyTree,
  type PolicyLeaf,
  type PolicyNode,
  type PolicySplit,
  type PolicyTreeOptions,
  treeAction,
  treeActions,
} from "./tree/index.ts";
