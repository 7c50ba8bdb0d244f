import { LearnError, requireFinite, requireLength, requireLevel } from "../../errors/index.ts";
import type { Matrix } from "../../matrix/index.ts";
import type { Economics } from "../../uplift/index.ts";
import type { OffPolicyOptions, OffPolicyResult } from "./estimators.ts";
import { requireLog, requirePredictions } from "./logged-decisions.ts";
import { importanceWeights, overlapOf, overlapRefusal } from "./overlap.ts";
import { type LoggedSales, marginLog, type SalesPredictions } from "./sales.ts";
import { asEstimate, meanWithInterval } from "./value-estimate.ts";

/** How sales become reward. */
export interface SalesOptions extends OffPolicyOptions {
  readonly economics: Economics;
}

/** An estimate, and how far amounts were told by the buyers of each action alone: 0 by all buyers together, 1 not shared at all. */
export type SalesResult = OffPolicyResult & { readonly ownAmounts?: number };

/**
 * Value of a policy from a log of sales: doubly robust in whether anything is bought, while how much is told by the buyers of every
 * action together. Among customers alike an incentive changes whether they buy far more than how much, so a buyer who had another
 * action tells as well what the policy's buyers spend, weighed by how many of them the policy would make (weights marginal over
 * actions: Saito, Joachims 2022, ICML). Where baskets vary by half their mean, how much is spent is a fifth of a margin's variance; most
 * of that goes.
 *
 * Where the amounts of actions do differ by more than chance, each action's own buyers speak for it, by the share of the difference that
 * chance does not explain (DerSimonian, Laird 1986).
 *
 * @param target rows × actions: the policy to be valued. @param predictions see `crossFittedSales`.
 * @throws LearnError naming `log.…`, `target`, `predictions.…`, `options.level` or `economics.…`; poor overlap is a refusal.
 */
export function salesDoublyRobust(
  log: LoggedSales,
  target: Matrix,
  predictions: SalesPredictions,
  { economics, level = 0.95, leastEffectiveSample = 50 }: SalesOptions,
): SalesResult {
  const decisions = marginLog(log, economics);
  requireLog(decisions, target);
  requireLevel("options.level", level);
  requireSalesPredictions(predictions, target);
  const weights = importanceWeights(decisions, target);
  const overlap = overlapOf(weights);
  const refused = overlapRefusal(overlap, leastEffectiveSample);
  if (refused) return refused;
  const { purchases, own, shared } = parts(log, target, predictions, weights, economics);
  const together = totals(shared, target.rows, target.columns);
  const ownAmounts = shareOfOwn(own, shared, log, target.columns);
  const contributions = purchases.map((each, i) => each + ownAmounts * own[i]! + (1 - ownAmounts) * together[i]!);
  return { ...asEstimate(meanWithInterval(contributions, level), overlap), ownAmounts };
}

interface Parts {
  /** Of each row what is expected under the policy, corrected by whether the row bought. */
  readonly purchases: Float64Array;
  /** Correction of the amount by the row's own action. */
  readonly own: Float64Array;
  /** rows × actions: correction of the amount that the policy's buyers of each action spend, by any buyer. */
  readonly shared: Float64Array;
}

function parts(
  { action, amount, propensities }: LoggedSales,
  { rows, columns, values }: Matrix,
  predictions: SalesPredictions,
  weights: Float64Array,
  { rate, contact }: Economics,
): Parts {
  const purchases = new Float64Array(rows);
  const own = new Float64Array(rows);
  const shared = new Float64Array(rows * columns);
  const chance = predictions.purchase.values;
  for (let i = 0; i < rows; i++) {
    const expected = predictions.amount[i]!;
    const bought = amount[i]! > 0 ? 1 : 0;
    const place = i * columns + action[i]!;
    let direct = 0;
    let buyers = 0;
    for (let a = 0; a < columns; a++) {
      const at = i * columns + a;
      direct += values[at]! * (chance[at]! * expected * rate[a]! - contact[a]!);
      buyers += propensities.values[at]! * chance[at]!;
    }
    const paid = weights[i]! * rate[action[i]!]!;
    purchases[i] = direct + paid * expected * (bought - chance[place]!);
    if (bought === 0) continue;
    const more = amount[i]! - expected;
    own[i] = paid * more;
    for (let a = 0; a < columns; a++) {
      const at = i * columns + a;
      shared[at] = buyers > 0 ? (more * values[at]! * chance[at]! * rate[a]!) / buyers : 0;
    }
  }
  return { purchases, own, shared };
}

function totals(byAction: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    for (let a = 0; a < columns; a++) sum += byAction[i * columns + a]!;
    return sum;
  });
}

/** For each action the difference of its own buyers from all, squared by its variance, would sum to the number of actions by chance. */
function shareOfOwn(own: Float64Array, shared: Float64Array, { action }: LoggedSales, columns: number): number {
  let distance = 0;
  let actions = 0;
  for (let a = 0; a < columns; a++) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < own.length; i++) {
      const difference = (action[i] === a ? own[i]! : 0) - shared[i * columns + a]!;
      sum += difference;
      squares += difference * difference;
    }
    if (squares === 0) continue;
    distance += (sum * sum) / squares;
    actions++;
  }
  return distance > actions ? 1 - actions / distance : 0;
}

function requireSalesPredictions({ purchase, amount }: SalesPredictions, target: Matrix): void {
  requirePredictions(purchase, target);
  for (const p of purchase.values) {
    if (p < 0 || p > 1) throw new LearnError("predictions.purchase", `has ${p}; probabilities from 0 to 1 are needed`);
  }
  requireLength("predictions.amount", amount, target.rows, "target");
  requireFinite("predictions.amount", amount);
}
