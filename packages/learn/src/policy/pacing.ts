import { LearnError, requireFinite, requireLength, requireSome, requireWhole } from "../errors/index.ts";
import { type BudgetProgress, paceBudget } from "./pace-budget.ts";

/** What an online budget is started with. */
export interface PacingOptions extends Pick<BudgetProgress, "usualValue" | "usualCost" | "price"> {
  /** To be spent over all decisions, above 0. */
  readonly budget: number;
  /** How many decisions are expected. */
  readonly horizon: number;
}

/** All that pacing remembers: plain data, to be stored between decisions. */
export interface Pacing extends PacingOptions {
  readonly spent: number;
  readonly decisions: number;
}

/** An action, the price at which it was chosen, and what pacing remembers after it. */
export interface PacedDecision {
  readonly action: number;
  readonly price: number;
  readonly pacing: Pacing;
}

/**
 * Starts pacing for one budget and one process that makes all decisions, which are told by their number; see `paceBudget` for the method,
 * and for many processes.
 *
 * @throws LearnError naming the option.
 */
export function startPacing(options: PacingOptions): Pacing {
  const { budget, horizon, usualValue, usualCost, price = 0 } = options;
  for (const [field, value] of Object.entries({ budget, usualValue, usualCost })) {
    if (!(value > 0 && Number.isFinite(value)))
      throw new LearnError(`options.${field}`, `is ${value}; above 0 is needed`);
  }
  requireWhole("options.horizon", horizon, 1);
  if (!(price >= 0 && Number.isFinite(price)))
    throw new LearnError("options.price", `is ${price}; 0 or more is needed`);
  return { budget, horizon, usualValue, usualCost, price, spent: 0, decisions: 0 };
}

/**
 * Decides one arrival: the action with the most value − price × cost among those that what is left can pay. The budget is never overrun.
 *
 * @param values of each action. @param costs of each action, 0 or more; one must be 0, so that a decision is always possible.
 * @throws LearnError naming `values` or `costs`.
 */
export function pace(pacing: Pacing, values: ArrayLike<number>, costs: ArrayLike<number>): PacedDecision {
  requireSome("values", values);
  requireFinite("values", values);
  requireLength("costs", costs, values.length, "values");
  requireFinite("costs", costs);
  const { price, left } = paceBudget({ ...pacing, elapsed: Math.min(1, pacing.decisions / pacing.horizon) });
  let action = -1;
  let best = Number.NEGATIVE_INFINITY;
  for (let a = 0; a < values.length; a++) {
    const cost = costs[a]!;
    if (cost < 0) throw new LearnError("costs", `value ${a} is ${cost}; 0 or more is needed`);
    const net = values[a]! - price * cost;
    if (cost <= left && (net > best || (net === best && cost < costs[action]!))) {
      action = a;
      best = net;
    }
  }
  if (action < 0) throw new LearnError("costs", `are all above ${left}, what is left; one action must cost nothing`);
  const spent = pacing.spent + costs[action]!;
  return { action, price, pacing: { ...pacing, spent, decisions: pacing.decisions + 1 } };
}
