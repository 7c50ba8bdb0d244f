import { LearnError, requireFinite, requireSome } from "../../errors/index.ts";
import type { Matrix } from "../../matrix/index.ts";

/** Throws LearnError unless value and cost are finite matrices of one shape and the budget is finite. */
export function requireBudgetProblem(value: Matrix, cost: Matrix, budget: number): void {
  requireSome("value", value.values);
  requireFinite("value", value.values);
  requireShape("cost", cost, value);
  requireFinite("cost", cost.values);
  if (!Number.isFinite(budget)) throw new LearnError("budget", `is ${budget}; a finite amount is needed`);
}

/** Throws LearnError unless the matrix has the shape of `value`. */
export function requireShape(argument: string, given: Matrix, value: Matrix): void {
  if (given.rows !== value.rows || given.columns !== value.columns) {
    const problem = `is ${given.rows} × ${given.columns} where value is ${value.rows} × ${value.columns}; they must be equal`;
    throw new LearnError(argument, problem);
  }
}

/** Throws LearnError where even the cheapest action for everyone costs more than the budget. */
export function requireAffordable(budget: number, least: number): void {
  if (least > budget + 1e-9 * Math.max(1, Math.abs(budget))) {
    throw new LearnError(
      "budget",
      `is ${budget}, below ${least}, what the cheapest action of every row costs together`,
    );
  }
}
