import { LearnError, requireFinite, requireLength, requireSome } from "../../errors/index.ts";
import type { Matrix } from "../../matrix/index.ts";

/** A log of decisions whose probabilities were known when they were taken. */
export interface LoggedDecisions {
  /** Number of the action taken, 0 to actions − 1. */
  readonly action: ArrayLike<number>;
  /** What came of it: any finite number. */
  readonly reward: ArrayLike<number>;
  /** Probability with which the action taken was taken: above 0, at most 1. */
  readonly propensity: ArrayLike<number>;
}

/**
 * A policy that takes the given action in each row, as the rows × actions probabilities that the estimators want. Throws LearnError naming
 * `taken`: empty, or not a whole number below `actions`.
 */
export function policyOfActions(taken: ArrayLike<number>, actions: number): Matrix {
  requireSome("taken", taken);
  const values = new Float64Array(taken.length * actions);
  for (let i = 0; i < taken.length; i++) {
    requireAction("taken", taken[i]!, i, actions);
    values[i * actions + taken[i]!] = 1;
  }
  return { rows: taken.length, columns: actions, values };
}

/** A policy that takes one and the same action in every row. Throws as {@link policyOfActions} does. */
export function constantPolicy(rows: number, actions: number, action: number): Matrix {
  return policyOfActions(new Float64Array(rows).fill(action), actions);
}

/** Throws LearnError unless the log is whole and `target` gives a distribution over actions for each of its rows. */
export function requireLog(log: LoggedDecisions, target: Matrix): void {
  requireSteps(log, log.reward.length, target.columns);
  requirePolicy("target", target, log.reward.length);
}

/** Throws LearnError unless the log has so many rows, each with an action below `actions`, a reward and a probability above 0. */
export function requireSteps({ action, reward, propensity }: LoggedDecisions, rows: number, actions: number): void {
  requireSome("log.reward", reward);
  requireFinite("log.reward", reward);
  requireLength("log.reward", reward, rows, "predictions");
  requireLength("log.action", action, reward.length, "log.reward");
  requireLength("log.propensity", propensity, reward.length, "log.reward");
  for (let i = 0; i < reward.length; i++) {
    requireAction("log.action", action[i]!, i, actions);
    if (!(propensity[i]! > 0 && propensity[i]! <= 1)) {
      throw new LearnError("log.propensity", `row ${i} is ${String(propensity[i])}; above 0 and at most 1 is needed`);
    }
  }
}

/** Throws LearnError unless each of `rows` rows is a distribution over the columns. */
export function requirePolicy(argument: string, policy: Matrix, rows: number): void {
  if (policy.rows !== rows) {
    throw new LearnError(argument, `has ${policy.rows} rows where the log has ${rows}; they must be equal`);
  }
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let a = 0; a < policy.columns; a++) {
      const p = policy.values[i * policy.columns + a]!;
      if (!(p >= 0)) throw new LearnError(argument, `row ${i}, action ${a} is ${String(p)}; 0 or more is needed`);
      sum += p;
    }
    if (Math.abs(sum - 1) > 1e-6) throw new LearnError(argument, `row ${i} sums to ${sum}; a sum of 1 is needed`);
  }
}

/** Throws LearnError unless there is one finite predicted reward for each row and action. */
export function requirePredictions(predictions: Matrix, target: Matrix): void {
  if (predictions.rows !== target.rows || predictions.columns !== target.columns) {
    const given = `${predictions.rows} × ${predictions.columns}`;
    throw new LearnError(
      "predictions",
      `is ${given}; ${target.rows} × ${target.columns} is needed, as the target policy is`,
    );
  }
  requireFinite("predictions", predictions.values);
}

function requireAction(argument: string, action: number, row: number, actions: number): void {
  if (!Number.isInteger(action) || action < 0 || action >= actions) {
    throw new LearnError(
      argument,
      `row ${row} is ${String(action)}; a whole number from 0 to ${actions - 1} is needed`,
    );
  }
}
