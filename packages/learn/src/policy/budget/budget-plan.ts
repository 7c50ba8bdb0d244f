import type { Matrix } from "../../matrix/index.ts";
import { requireAffordable, requireBudgetProblem } from "./budget-problem.ts";

/** One action for each row within a budget, and proof of how good the plan is. */
export interface BudgetPlan {
  readonly actions: Int32Array;
  readonly value: number;
  readonly spend: number;
  /** Price of a unit of budget: at it, each row takes the action with the most value − price × cost. */
  readonly price: number;
  /** No plan within the budget is worth more than this (the dual's value). */
  readonly upperBound: number;
}

/** Everyone's choice at one price. */
interface Choice {
  readonly price: number;
  readonly actions: Int32Array;
  readonly value: number;
  readonly spend: number;
}

const bisections = 60;

/**
 * One action for each row, most value within a budget, by Lagrangian duality: halves the interval of prices of budget until the price
 * separates "too dear" from "affordable", then spends what is left on the rows that are undecided between the two. The gap to
 * `upperBound` is at most one row's step. Linear in rows × actions, so it suits millions of rows; see `exactBudgetLp` for the
 * relaxed optimum itself (Goldenberg, Albert, Bernardi, Estevez 2020).
 *
 * @param value rows × actions. @param cost rows × actions, same unit as `budget`.
 * @throws LearnError naming `value`, `cost` or `budget` (also where the cheapest actions already cost more).
 */
export function budgetPlan(value: Matrix, cost: Matrix, budget: number): BudgetPlan {
  requireBudgetProblem(value, cost, budget);
  let dear = choiceAt(value, cost, 0);
  if (dear.spend <= budget) return { ...dear, upperBound: dear.value };
  let affordable = choiceAt(value, cost, steepest(value, cost));
  requireAffordable(budget, affordable.spend);
  for (let step = 0; step < bisections; step++) {
    const price = (dear.price + affordable.price) / 2;
    if (price === dear.price || price === affordable.price) break;
    const middle = choiceAt(value, cost, price);
    if (middle.spend > budget) dear = middle;
    else affordable = middle;
    // Nothing between the two prices is left to be found once they spend within a billionth of the budget.
    if (dear.spend - affordable.spend <= 1e-9 * Math.abs(budget)) break;
  }
  const upperBound = affordable.value + affordable.price * (budget - affordable.spend);
  return { ...filled(value, cost, budget, affordable, dear), price: affordable.price, upperBound };
}

function choiceAt({ rows, columns, values }: Matrix, cost: Matrix, price: number): Choice {
  const actions = new Int32Array(rows);
  let value = 0;
  let spend = 0;
  for (let i = 0; i < rows; i++) {
    let place = i * columns;
    let best = values[place]! - price * cost.values[place]!;
    for (let next = place + 1; next < (i + 1) * columns; next++) {
      const net = values[next]! - price * cost.values[next]!;
      if (net > best || (net === best && cost.values[next]! < cost.values[place]!)) {
        best = net;
        place = next;
      }
    }
    actions[i] = place - i * columns;
    value += values[place]!;
    spend += cost.values[place]!;
  }
  return { price, actions, value, spend };
}

/** A price at which every row takes its cheapest action. */
function steepest({ rows, columns, values }: Matrix, cost: Matrix): number {
  let price = 0;
  for (let i = 0; i < rows; i++) {
    let base = i * columns;
    for (let place = base; place < (i + 1) * columns; place++) {
      const less = cost.values[place]! - cost.values[base]!;
      if (less < 0 || (less === 0 && values[place]! > values[base]!)) base = place;
    }
    for (let place = i * columns; place < (i + 1) * columns; place++) {
      const more = cost.values[place]! - cost.values[base]!;
      if (more > 0) price = Math.max(price, (values[place]! - values[base]!) / more);
    }
  }
  return price * (1 + 1e-9) + Number.MIN_VALUE;
}

function filled(value: Matrix, cost: Matrix, budget: number, affordable: Choice, dear: Choice) {
  const { columns } = value;
  const actions = affordable.actions;
  let { value: total, spend } = affordable;
  const steps: { row: number; moreValue: number; moreCost: number }[] = [];
  for (let row = 0; row < value.rows; row++) {
    const from = row * columns + actions[row]!;
    const to = row * columns + dear.actions[row]!;
    const moreValue = value.values[to]! - value.values[from]!;
    if (moreValue > 0) steps.push({ row, moreValue, moreCost: cost.values[to]! - cost.values[from]! });
  }
  steps.sort((a, b) => b.moreValue / b.moreCost - a.moreValue / a.moreCost);
  for (const { row, moreValue, moreCost } of steps) {
    if (spend + moreCost > budget) continue;
    actions[row] = dear.actions[row]!;
    total += moreValue;
    spend += moreCost;
  }
  return { actions, value: total, spend };
}
