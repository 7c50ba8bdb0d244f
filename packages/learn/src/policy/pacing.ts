import { LearnError, requireFinite, requireLength, requireSome, requireWhole } from "../errors/index.ts";

/** What an online budget is started with. */
export interface PacingOptions {
  /** To be spent over all decisions, above 0. */
  readonly budget: number;
  /** How many decisions are expected. */
  readonly horizon: number;
  /** What an action that is worth its cost usually brings and costs, both above 0: they set how fast the price moves. */
  readonly usualValue: number;
  readonly usualCost: number;
  /** Price of a unit of budget to start from; 0 if not given, better last period's. */
  readonly price?: number;
}

/** All that pacing remembers: plain data, to be stored between decisions. */
export interface Pacing {
  readonly budget: number;
  readonly horizon: number;
  /** What one unit of overspending at a decision adds to the price. */
  readonly step: number;
  readonly price: number;
  readonly spent: number;
  readonly decisions: number;
}

/** An action and what pacing remembers after it. */
export interface PacedDecision {
  readonly action: number;
  readonly pacing: Pacing;
}

/**
 * Starts dual mirror descent for one budget (Balseiro, Lu, Mirrokni 2023, "The best of many worlds: dual mirror descent for online
 * allocation problems", Operations Research; Euclidean mirror map). Regret against the best plan in hindsight grows as √horizon for
 * independent arrivals, and stays bounded under drift. The step is the price's usual size over √(horizon × squared overspending),
 * the order that the theory asks for.
 *
 * @throws LearnError naming the option.
 */
export function startPacing(options: PacingOptions): Pacing {
  const { budget, horizon, usualValue, usualCost, price = 0 } = options;
  requirePositive("options.budget", budget);
  requireWhole("options.horizon", horizon, 1);
  requirePositive("options.usualValue", usualValue);
  requirePositive("options.usualCost", usualCost);
  if (!(price >= 0 && Number.isFinite(price))) {
    throw new LearnError("options.price", `is ${String(price)}; 0 or more is needed`);
  }
  const step = usualValue / usualCost / Math.sqrt(usualCost * budget);
  return { budget, horizon, step, price, spent: 0, decisions: 0 };
}

/**
 * Decides one arrival: the action with the most value − price × cost among those that what is left can pay; then the price rises if more
 * than the budget's rate was spent and falls if less. The budget is never overrun.
 *
 * @param values of each action. @param costs of each action, 0 or more; one must be 0, so that a decision is always possible.
 * @throws LearnError naming `values` or `costs`.
 */
export function pace(pacing: Pacing, values: ArrayLike<number>, costs: ArrayLike<number>): PacedDecision {
  requireSome("values", values);
  requireFinite("values", values);
  requireLength("costs", costs, values.length, "values");
  requireFinite("costs", costs);
  const left = pacing.budget - pacing.spent;
  let action = -1;
  let best = Number.NEGATIVE_INFINITY;
  for (let a = 0; a < values.length; a++) {
    const cost = costs[a]!;
    if (cost < 0) throw new LearnError("costs", `value ${a} is ${cost}; 0 or more is needed`);
    const net = values[a]! - pacing.price * cost;
    if (cost <= left && (net > best || (net === best && cost < costs[action]!))) {
      action = a;
      best = net;
    }
  }
  if (action < 0) throw new LearnError("costs", `are all above ${left}, what is left; one action must cost nothing`);
  const cost = costs[action]!;
  const price = Math.max(0, pacing.price + pacing.step * (cost - pacing.budget / pacing.horizon));
  return { action, pacing: { ...pacing, price, spent: pacing.spent + cost, decisions: pacing.decisions + 1 } };
}

function requirePositive(argument: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) throw new LearnError(argument, `is ${String(value)}; above 0 is needed`);
}
