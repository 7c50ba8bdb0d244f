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
import { balance, jointSystem, posteriorVariances, precisions } from "./joint-system.ts";
import { updateVariances } from "./update-variances.ts";

/** How to fit. */
export interface HierarchicalOptions {
  /** Prior variances to keep as they are; estimated from the data (empirical Bayes) if not given. */
  readonly variances?: HierarchicalVariances;
  /** How often each row counts; 1 each if not given. */
  readonly weights?: ArrayLike<number>;
  /** How strongly columns and arms share one variance, in coefficients of average size added to each; 1 if not given. */
  readonly pull?: number;
}

/**
 * Partial pooling over arms: log-odds(x, a) = α + α_a + z·(β + δ_a), where z is x standardised, with normal priors whose
 * variances are learned from the data, for δ one factor for each arm times one for each column. Arms without a difference
 * collapse onto the common effect, arms with one keep theirs. Penalised Newton steps alternate with empirical Bayes steps on the
 * likelihood's quadratic approximation (Gelman, Hill 2007, "Data Analysis Using Regression and Multilevel/Hierarchical
 * Models"; MacKay 1992).
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
  const weights = options.weights ? Float64Array.from(options.weights) : new Float64Array(x.rows).fill(1);
  const standard = standardise(x, weights);
  const { design, active } = standard;
  const width = active.length + 1;
  const rows: ArmRows = { design, width, arm, arms, labels: y, weights };
  let variances = options.variances ? onlyOf(options.variances, active) : startingVariances(arms, active.length);
  let point: Float64Array = new Float64Array(width * (arms + 1));
  point[0] = baseLogOdds(y, weights);

  const rounds = options.variances ? 1 : 4;
  for (let round = 0; round < rounds; round++) {
    const newtonSteps = round === 0 ? 8 : 3;
    for (let step = 0; step < newtonSteps; step++) {
      const system = jointSystem(armDerivatives(rows, ofArms(point, arms, width)), width, point);
      const { mean } = balance(system, precisions(variances));
      const moved = mean.reduce((most, each, r) => Math.max(most, Math.abs(each - point[r]!)), 0);
      point = mean;
      if (moved < 1e-5) break;
    }
    if (options.variances) break;
    const system = jointSystem(armDerivatives(rows, ofArms(point, arms, width)), width, point);
    for (let step = 0; step < 25; step++) {
      const precision = precisions(variances);
      const { mean, factor } = balance(system, precision);
      variances = updateVariances(
        variances,
        mean,
        posteriorVariances(factor, system.size),
        precision,
        options.pull ?? 1,
      );
    }
    point = balance(system, precisions(variances)).mean;
  }
  return assemble(ofArms(point, arms, width), standard, variances);
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
    ...{ kind: "hierarchical-logistic", version: 1, arms: own.length, columns },
    intercepts: own.map((ofArm) => ofArm[0]!),
    ...{ coefficients, means, scales, variances: { ...variances, column } },
  };
}

function check(
  x: Matrix,
  arm: ArrayLike<number>,
  arms: number,
  y: ArrayLike<number>,
  { weights, variances }: HierarchicalOptions,
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
  if (variances) {
    requireLength("options.variances.arm", variances.arm, arms, "arms");
    requireLength("options.variances.column", variances.column, x.columns, "x.columns");
  }
}
