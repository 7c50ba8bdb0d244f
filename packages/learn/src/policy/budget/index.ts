export { type BudgetPlan, budgetPlan } from "./budget-plan.ts";
export { type BudgetLp, exactBudgetLp } from "./exact-budget-lp.ts";
export {
  type ConstrainedPlan,
  type Constraint,
  constrainedPlan,
  type InfeasiblePlan,
} from "./several-budgets.ts";
