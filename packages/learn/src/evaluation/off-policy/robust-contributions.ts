import { requireFinite } from "../../errors/index.ts";
import type { Matrix } from "../../matrix/index.ts";
import { type LoggedDecisions, requireSteps } from "./logged-decisions.ts";

/** Each row's predicted reward under the policy: Σₐ π(a) m(a). */
export function directContributions(target: Matrix, predictions: Matrix): Float64Array {
  const k = target.columns;
  return Float64Array.from({ length: target.rows }, (_, i) => {
    let value = 0;
    for (let a = 0; a < k; a++) value += target.values[i * k + a]! * predictions.values[i * k + a]!;
    return value;
  });
}

/** Each row's predicted reward plus its weighted residual; the mean is the doubly robust value. */
export function robustContributions(
  log: LoggedDecisions,
  target: Matrix,
  predictions: Matrix,
  weights: Float64Array,
): Float64Array {
  return directContributions(target, predictions).map(
    (direct, i) =>
      direct + weights[i]! * (log.reward[i]! - predictions.values[i * predictions.columns + log.action[i]!]!),
  );
}

/**
 * Doubly robust score of every action in every row: m(a) + 1{taken}·(reward − m(a)) / propensity. The mean over rows of Σₐ π(a)·score(a)
 * values the policy π, so these are what policy learning maximises (Zhou, Athey, Wager 2023).
 *
 * @param predictions rows × actions, by models that have not seen the row.
 * @throws LearnError naming `log.…` or `predictions`: lengths that differ, not finite, an action or a propensity out of range.
 */
export function actionScores(log: LoggedDecisions, predictions: Matrix): Matrix {
  requireSteps(log, predictions.rows, predictions.columns);
  requireFinite("predictions", predictions.values);
  const values = Float64Array.from(predictions.values);
  for (let i = 0; i < predictions.rows; i++) {
    const place = i * predictions.columns + log.action[i]!;
    values[place]! += (log.reward[i]! - values[place]!) / log.propensity[i]!;
  }
  return { rows: predictions.rows, columns: predictions.columns, values };
}
