import {
  LearnError,
  requireBinary,
  requireFinite,
  requireLength,
  requireWeights,
  requireWhole,
} from "../errors/index.ts";
import { type Matrix, type Standardised, standardise } from "../matrix/index.ts";
import { type ArmRows, armDerivatives } from "./arm-likelihood.ts";
import type { HierarchicalModel, HierarchicalVariances } from "./hierarchical-model.ts";
import { balance, type JointSystem, jointSystem, posteriorVariances, precisions } from "./joint-system.ts";
import { affordableSteps, stepThresholds, withSteps } from "./step-columns.ts";
import { updateVariances } from "./update-variances.ts";

/** How to fit. */
export interface HierarchicalOptions {
  /** Quantiles at which each column that has more than two values is also cut into steps, 0 for none; 3 if not given, fewer where columns are many. */
  readonly steps?: number;
  /** Takes steps and prior variances from a model of similar rows in place of learning them: one short fit. */
  readonly like?: HierarchicalModel;
  /** How often each row counts; 1 each if not given. */
  readonly weights?: ArrayLike<number>;
  /** How strongly columns and arms share one variance, in coefficients of average size added to each; 0.5 if not given. */
  readonly pull?: number;
}

/** Newton steps before variances are learned, then with them, then with the variances as they have become. */
const ROUNDS = { before: 3, learning: 5, after: 3 };

/** Steps of the variances on one quadratic approximation of the likelihood. */
const VARIANCE_STEPS = 10;

/**
 * Partial pooling over arms: log-odds(x, a) = α + α_a + z·(β + δ_a), where z are the columns and their steps, standardised, with
 * normal priors whose variances are learned from the data, for δ one factor for each arm times one for each column. Arms without a
 * difference collapse onto the common effect, arms with one keep theirs, and so it is with columns. Newton steps alternate with
 * empirical Bayes steps on the likelihood's quadratic approximation (Gelman, Hill 2007, "Data Analysis Using Regression and
 * Multilevel/Hierarchical Models"; MacKay 1992, Neural Computation 4).
 *
 * @param x rows × columns, finite. @param arm 0 to `arms − 1` for each row. @param y 0 or 1 for each row, both must occur.
 * @throws LearnError naming `x`, `arm`, `arms`, `y` or the option. An arm without rows is allowed: it has the common effect.
 */
export function fitHierarchical(
  x: Matrix,
  arm: ArrayLike<number>,
  arms: number,
  y: ArrayLike<number>,
  options: HierarchicalOptions = {},
): HierarchicalModel {
  check(x, arm, arms, y, options);
  const { like, pull = 0.5, steps = affordableSteps(x) } = options;
  const weights = options.weights ? Float64Array.from(options.weights) : new Float64Array(x.rows).fill(1);
  const thresholds = like ? like.thresholds : stepThresholds(x, steps);
  const standard = standardise(withSteps(x, thresholds), weights);
  const { design, active } = standard;
  const width = active.length + 1;
  const rows: ArmRows = { design, width, arm, arms, labels: y, weights };
  let variances = like ? onlyOf(like.variances, active) : startingVariances(arms, active.length);
  let point: Float64Array = new Float64Array(width * (arms + 1));
  point[0] = baseLogOdds(y, weights);

  const learning = like ? 0 : ROUNDS.learning;
  for (let round = 0; round < ROUNDS.before + learning + ROUNDS.after; round++) {
    const system = jointSystem(armDerivatives(rows, ofArms(point, arms, width)), width, point);
    if (round >= ROUNDS.before && round < ROUNDS.before + learning) variances = learn(system, variances, pull);
    const { mean } = balance(system, precisions(variances));
    const moved = mean.reduce((most, each, r) => Math.max(most, Math.abs(each - point[r]!)), 0);
    point = mean;
    if (round >= ROUNDS.before + learning && moved < 1e-6) break;
  }
  return assemble(ofArms(point, arms, width), thresholds, standard, variances);
}

function learn(system: JointSystem, from: HierarchicalVariances, pull: number): HierarchicalVariances {
  let variances = from;
  for (let step = 0; step < VARIANCE_STEPS; step++) {
    const precision = precisions(variances);
    const { mean, factor } = balance(system, precision);
    variances = updateVariances(variances, mean, posteriorVariances(factor, system.size), precision, pull);
  }
  return variances;
}

function ofArms(point: Float64Array, arms: number, width: number): Float64Array[] {
  return Array.from({ length: arms }, (_, a) =>
    Float64Array.from({ length: width }, (_, j) => point[j]! + point[width * (a + 1) + j]!),
  );
}

function startingVariances(arms: number, columns: number): HierarchicalVariances {
  return {
    common: 0.1,
    intercept: 0.1,
    arm: new Array<number>(arms).fill(0.005),
    column: new Array<number>(columns).fill(1),
  };
}

function baseLogOdds(y: ArrayLike<number>, weights: Float64Array): number {
  let total = 0;
  let positive = 0;
  for (let i = 0; i < y.length; i++) {
    const weight = weights[i]!;
    total += weight;
    positive += weight * y[i]!;
  }
  if (positive === 0 || positive === total) {
    throw new LearnError("y", `every label is ${positive === 0 ? 0 : 1}; rows of both classes are needed`);
  }
  return Math.log(positive / (total - positive));
}

function onlyOf(variances: HierarchicalVariances, active: readonly number[]): HierarchicalVariances {
  return { ...variances, column: active.map((j) => variances.column[j]!) };
}

function assemble(
  own: readonly Float64Array[],
  thresholds: readonly (readonly number[])[],
  { means, scales, active }: Standardised,
  variances: HierarchicalVariances,
): HierarchicalModel {
  const columns = means.length;
  const coefficients = new Array<number>(own.length * columns).fill(0);
  const column = new Array<number>(columns).fill(1);
  for (const [k, j] of active.entries()) {
    column[j] = variances.column[k]!;
    for (const [a, ofArm] of own.entries()) coefficients[a * columns + j] = ofArm[k + 1]!;
  }
  return {
    ...{ kind: "hierarchical-logistic", version: 1, arms: own.length, columns: thresholds.length, thresholds },
    intercepts: own.map((ofArm) => ofArm[0]!),
    ...{ coefficients, means, scales, variances: { ...variances, column } },
  };
}

function check(
  x: Matrix,
  arm: ArrayLike<number>,
  arms: number,
  y: ArrayLike<number>,
  { weights, like, steps = 0, pull = 0 }: HierarchicalOptions,
): void {
  if (x.rows === 0) throw new LearnError("x", "has no rows; rows of both classes are needed");
  requireLength("x.values", x.values, x.rows * x.columns, "x.rows × x.columns");
  requireFinite("x", x.values);
  requireWhole("arms", arms, 1);
  requireLength("arm", arm, x.rows, "x");
  for (let i = 0; i < arm.length; i++) {
    if (!Number.isInteger(arm[i]) || arm[i]! < 0 || arm[i]! >= arms) {
      throw new LearnError("arm", `entry ${i} is ${String(arm[i])}; a whole number from 0 to ${arms - 1} is needed`);
    }
  }
  requireLength("y", y, x.rows, "x");
  requireBinary("y", y);
  if (weights) requireWeights("options.weights", weights, x.rows, "x");
  requireWhole("options.steps", steps, 0);
  if (!(pull >= 0 && Number.isFinite(pull))) {
    throw new LearnError("options.pull", `is ${String(pull)}; 0 or more is needed`);
  }
  if (like && (like.arms !== arms || like.columns !== x.columns)) {
    const problem = `has ${like.arms} arms and ${like.columns} columns; here are ${arms} and ${x.columns}`;
    throw new LearnError("options.like", problem);
  }
}
