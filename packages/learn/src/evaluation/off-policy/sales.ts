import { LearnError, requireFinite, requireLength, requireSome } from "../../errors/index.ts";
import type { Matrix } from "../../matrix/index.ts";
import { type Economics, marginsOf, requireEconomics } from "../../uplift/index.ts";
import { type CrossFitOptions, crossFittedRewards } from "./cross-fitted-rewards.ts";
import { type LoggedDecisions, requirePolicy } from "./logged-decisions.ts";

/** A log of decisions of which sales came. */
export interface LoggedSales {
  /** Number of the action taken, 0 to actions − 1. */
  readonly action: ArrayLike<number>;
  /** What was sold, 0 where nothing was bought; not below 0. */
  readonly amount: ArrayLike<number>;
  /** rows × actions: the probability with which each action could have been taken; above 0 for the one that was. */
  readonly propensities: Matrix;
}

/** What is expected of sales, by models that have not seen the row. */
export interface SalesPredictions {
  /** rows × actions: probability that anything is bought. */
  readonly purchase: Matrix;
  /** For each row the expected amount if anything is bought, whatever the action. */
  readonly amount: ArrayLike<number>;
}

/** Predictions below this share of the mean are raised to it: a straight line can fall below 0, a chance or an amount cannot. */
const LEAST_SHARE = 0.1;

/**
 * Predicted sales of every row: ridge regressions of the purchase for each action, and of the amount over the buyers of all actions
 * together, by {@link crossFittedRewards}.
 *
 * @param x rows × columns, finite.
 * @throws LearnError naming `x`, `log.…` or the option.
 */
export function crossFittedSales(x: Matrix, log: LoggedSales, options: CrossFitOptions = {}): SalesPredictions {
  requireAmounts(log.amount);
  requireLength("log.amount", log.amount, x.rows, "x");
  requirePolicy("log.propensities", log.propensities, x.rows);
  const bought = Uint8Array.from(log.amount, (amount) => (amount > 0 ? 1 : 0));
  const even = new Float64Array(x.rows).fill(1);
  const { columns } = log.propensities;
  const purchases = { action: log.action, reward: bought, propensity: even };
  const purchase = crossFittedRewards(x, purchases, columns, options);
  const buyers = sumOf(bought);
  const floor = (LEAST_SHARE * buyers) / x.rows;
  // Buyers and others as two "actions": the second one's reward is the amount, learned from the buyers of the other folds.
  const amounts = crossFittedRewards(x, { action: bought, reward: log.amount, propensity: even }, 2, options);
  const least = (LEAST_SHARE * sumOf(log.amount)) / Math.max(1, buyers);
  return {
    purchase: { ...purchase, values: purchase.values.map((p) => Math.min(1, Math.max(floor, p))) },
    amount: Float64Array.from({ length: x.rows }, (_, i) => Math.max(least, amounts.values[2 * i + 1]!)),
  };
}

/** The same log with the margin as reward, as the other estimators want it. Throws LearnError naming `log.…` or `economics.…`. */
export function marginLog(log: LoggedSales, economics: Economics): LoggedDecisions {
  const { action, amount, propensities } = log;
  requireAmounts(amount);
  requireLength("log.action", action, amount.length, "log.amount");
  requirePolicy("log.propensities", propensities, amount.length);
  const { columns, values } = propensities;
  requireEconomics(economics, columns);
  for (let i = 0; i < amount.length; i++) {
    if (!(Number.isInteger(action[i]) && action[i]! >= 0 && action[i]! < columns)) {
      const problem = `row ${i} is ${String(action[i])}; a whole number from 0 to ${columns - 1} is needed`;
      throw new LearnError("log.action", problem);
    }
    if (!(values[i * columns + action[i]!]! > 0)) {
      throw new LearnError("log.propensities", `row ${i} is 0 for the action that was taken; above 0 is needed`);
    }
  }
  return {
    action,
    reward: marginsOf(economics, amount, action),
    propensity: Float64Array.from({ length: amount.length }, (_, i) => values[i * columns + action[i]!]!),
  };
}

function requireAmounts(amount: ArrayLike<number>): void {
  requireSome("log.amount", amount);
  requireFinite("log.amount", amount);
  for (let i = 0; i < amount.length; i++) {
    if (amount[i]! < 0) throw new LearnError("log.amount", `row ${i} is ${amount[i]}; 0 or more is needed`);
  }
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
