import type { Matrix } from "../../matrix/index.ts";
import { requireAffordable, requireBudgetProblem } from "./budget-problem.ts";

/** The optimum of the relaxed problem, in which one row may be divided between two actions. */
export interface BudgetLp {
  /** The LP's value: no plan of whole actions is worth more. */
  readonly value: number;
  readonly spend: number;
  /** What one more unit of budget would add: the dual price; 0 when the budget does not bind. */
  readonly price: number;
  /** Whole actions; the divided row, if there is one, stands at the cheaper of its two. */
  readonly actions: Int32Array;
  /** The row that the budget divides: this share of it takes `action` instead. */
  readonly divided?: { readonly row: number; readonly action: number; readonly share: number };
}

/**
 * One action for each row, most value within a budget: the multiple-choice knapsack's linear relaxation, solved exactly (Sinha,
 * Zoltners 1979; Zemel 1980). Only actions on the upper convex hull of a row's (cost, value) points can be optimal; all steps along
 * all hulls are taken in the order of value per cost until the budget is used, the last one in part.
 *
 * @param value rows × actions. @param cost rows × actions, same unit as `budget`.
 * @throws LearnError naming `value`, `cost` or `budget` (also where the cheapest actions already cost more).
 */
export function exactBudgetLp(value: Matrix, cost: Matrix, budget: number): BudgetLp {
  requireBudgetProblem(value, cost, budget);
  const { columns } = value;
  const { start, steps } = hulls(value, cost);
  const plan = { value: 0, spend: 0 };
  for (const [row, action] of start.entries()) {
    plan.value += value.values[row * columns + action]!;
    plan.spend += cost.values[row * columns + action]!;
  }
  requireAffordable(budget, plan.spend);
  const actions = Int32Array.from(start);
  const order = Uint32Array.from(steps.efficiency, (_, i) => i);
  order.sort((a, b) => steps.efficiency[b]! - steps.efficiency[a]! || a - b);
  for (const step of order) {
    const place = steps.place[step]!;
    const row = Math.floor(place / columns);
    const before = row * columns + actions[row]!;
    const moreValue = value.values[place]! - value.values[before]!;
    const moreCost = cost.values[place]! - cost.values[before]!;
    const share = (budget - plan.spend) / moreCost;
    if (share < 1) {
      const divided = { row, action: place % columns, share: Math.max(0, share) };
      const price = steps.efficiency[step]!;
      return { value: plan.value + divided.share * moreValue, spend: budget, price, actions, divided };
    }
    plan.value += moreValue;
    plan.spend += moreCost;
    actions[row] = place % columns;
  }
  return { ...plan, price: 0, actions };
}

/** Steps of every row's hull from its cheapest action upwards; `place` is row × actions + the action stepped to. */
function hulls(value: Matrix, cost: Matrix) {
  const { rows, columns } = value;
  const start = new Int32Array(rows);
  const efficiency: number[] = [];
  const place: number[] = [];
  for (let i = 0; i < rows; i++) {
    const v = value.values.subarray(i * columns, (i + 1) * columns);
    const c = cost.values.subarray(i * columns, (i + 1) * columns);
    const byCost = Array.from(v, (_, a) => a).sort((a, b) => c[a]! - c[b]! || v[b]! - v[a]!);
    const hull = [byCost[0]!];
    for (const action of byCost.slice(1)) {
      if (!(v[action]! > v[hull.at(-1)!]!)) continue;
      if (c[action] === c[hull.at(-1)!]) continue;
      while (hull.length > 1 && slope(v, c, hull.at(-1)!, action) >= slope(v, c, hull.at(-2)!, hull.at(-1)!))
        hull.pop();
      hull.push(action);
    }
    start[i] = hull[0]!;
    for (let h = 1; h < hull.length; h++) {
      efficiency.push(slope(v, c, hull[h - 1]!, hull[h]!));
      place.push(i * columns + hull[h]!);
    }
  }
  return { start, steps: { efficiency: Float64Array.from(efficiency), place: Uint32Array.from(place) } };
}

function slope(v: Float64Array, c: Float64Array, from: number, to: number): number {
  return (v[to]! - v[from]!) / (c[to]! - c[from]!);
}
