import { LearnError, requireFinite, requireSome } from "../../errors/index.ts";
import type { Matrix } from "../../matrix/index.ts";
import { requireShape } from "./budget-problem.ts";
import { type Dual, minimiseDual, provesImpossible } from "./minimise-dual.ts";
import { type RoundedPlan, roundPlan } from "./round-plan.ts";

/** One constraint on a plan: a budget, a budget of one region, a goal. */
export interface Constraint {
  readonly name: string;
  /** rows × actions: what each action uses of it or adds to it; 0 for rows that it does not concern. */
  readonly amount: Matrix;
  readonly kind: "at-most" | "at-least";
  readonly limit: number;
}

/** A plan of whole actions that keeps every constraint. */
export interface ConstrainedPlan {
  readonly kind: "plan";
  readonly actions: Int32Array;
  readonly value: number;
  /** No plan that keeps the constraints is worth more than this. */
  readonly upperBound: number;
  /** For each constraint what the plan uses and what one unit of slack would be worth (0 where it does not bind). */
  readonly constraints: readonly { readonly name: string; readonly used: number; readonly price: number }[];
}

/** No plan: `impossible` is proven by the dual, `rounding` means that no plan of whole actions was found. */
export interface InfeasiblePlan {
  readonly kind: "infeasible";
  readonly reason: "impossible" | "rounding";
  /** The constraints that stand in each other's way, the strongest first. */
  readonly names: readonly string[];
}

/**
 * One action for each row, most value under several constraints at once (a budget for each region, goals as lower limits). The dual,
 * one price a constraint, is minimised by Newton's method on its entropy-smoothed form with falling temperature; each row then takes
 * its best action at those prices, and near-ties are changed until every constraint holds (Albert, Goldenberg 2022). `upperBound`
 * is the exact dual's value at the prices found, so it states how good the plan is whatever the search did.
 *
 * @param value rows × actions.
 * @throws LearnError naming `value` or `constraints`.
 */
export function constrainedPlan(value: Matrix, constraints: readonly Constraint[]): ConstrainedPlan | InfeasiblePlan {
  requireSome("value", value.values);
  requireFinite("value", value.values);
  requireSome("constraints", constraints);
  for (const { name, amount, limit } of constraints) {
    requireShape(`constraints.${name}.amount`, amount, value);
    requireFinite(`constraints.${name}.amount`, amount.values);
    if (!Number.isFinite(limit)) throw new LearnError(`constraints.${name}.limit`, `is ${limit}; a number is needed`);
  }
  const signs = constraints.map(({ kind }) => (kind === "at-most" ? 1 : -1));
  const dual: Dual = {
    value,
    uses: constraints.map(({ amount }, k) => (signs[k] === 1 ? amount.values : amount.values.map((each) => -each))),
    limits: Float64Array.from(constraints, ({ limit }, k) => signs[k]! * limit),
  };
  const { prices, bound, least } = minimiseDual(dual);
  const blamed = () =>
    constraints
      .map(({ name }, k) => ({ name, price: prices[k]! }))
      .filter(({ price }) => price > 0)
      .sort((a, b) => b.price - a.price)
      .map(({ name }) => name);
  if (bound < least || provesImpossible(dual, prices))
    return { kind: "infeasible", reason: "impossible", names: blamed() };
  const plan = wholePlan(dual, prices);
  if (!plan) return { kind: "infeasible", reason: "rounding", names: blamed() };
  return {
    kind: "plan",
    actions: plan.actions,
    value: plan.value,
    upperBound: bound,
    constraints: constraints.map(({ name }, k) => ({ name, used: signs[k]! * plan.used[k]!, price: prices[k]! })),
  };
}

/**
 * Prices that fit the limits exactly leave rounding no room; where it fails, prices of slightly tighter limits are tried.
 */
function wholePlan(dual: Dual, prices: Float64Array): RoundedPlan | undefined {
  for (const tightening of [0, 1e-4, 1e-3, 1e-2]) {
    const limits = dual.limits.map((limit) => limit - tightening * Math.abs(limit));
    const tighter = tightening === 0 ? prices : minimiseDual({ ...dual, limits }, prices).prices;
    const plan = roundPlan(dual, tighter);
    if (plan) return plan;
  }
  return undefined;
}
