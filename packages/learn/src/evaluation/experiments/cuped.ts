import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { LearnError, requireFinite, requireLength, requireLevel } from "../../errors/index.ts";
import { cholesky, solveCholesky } from "../../matrix/cholesky.ts";
import type { Matrix } from "../../matrix/index.ts";
import { requireUpliftData, type UpliftData } from "../uplift-curves/index.ts";

/** A treatment effect with what the covariates took off its variance. */
export interface CupedEffect {
  /** Mean outcome treated − control, adjusted. */
  readonly effect: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  /** The plain difference of means and its standard error. */
  readonly unadjusted: { readonly effect: number; readonly standardError: number };
  /** 1 − (standard error ÷ unadjusted standard error)², the share of customers that a test may have fewer. */
  readonly varianceReduction: number;
  /** What was taken off the outcome for each unit of each covariate. */
  readonly coefficients: readonly number[];
}

/**
 * CUPED (Deng, Xu, Kohavi, Walker 2013): takes off the outcome what covariates from *before* the experiment foretell, so that the effect
 * is estimated on what is left. With several covariates their coefficients come from the regression within the arms, so that the effect
 * itself does not leak into them; the standard error counts them as estimated. A covariate that the treatment may have changed
 * biases the effect: nothing in the data can show this.
 *
 * @param covariates rows × columns, measured before the treatment.
 * @throws LearnError naming `data.…`, `covariates` or `level`.
 */
export function cuped(data: UpliftData, covariates: Matrix, level = 0.95): CupedEffect {
  const { outcome, treated } = data;
  requireUpliftData(data, "data.outcome", outcome);
  const n = outcome.length;
  const width = covariates.columns;
  requireFinite("covariates", covariates.values);
  requireLength("covariates.values", covariates.values, n * width, "data.outcome × columns");
  requireLevel("level", level);
  const inArm = [0, 1].map((arm) => Array.from({ length: n }, (_, i) => i).filter((i) => treated[i] === arm));
  if (inArm.some((rows) => rows.length < width + 2)) {
    throw new LearnError("data.treated", `each arm needs at least ${width + 2} rows for ${width} covariates`);
  }
  const arms = inArm.map((rows) => armMeans(rows, outcome, covariates));
  const coefficients = regress(inArm, arms, outcome, covariates);
  const adjusted = Float64Array.from({ length: n }, (_, i) => {
    let value = outcome[i]!;
    for (let j = 0; j < width; j++) value -= coefficients[j]! * covariates.values[i * width + j]!;
    return value;
  });
  const plain = difference(inArm, outcome, 0);
  const { effect, standardError } = difference(inArm, adjusted, width);
  const margin = tQuantile((1 + level) / 2, n - 2 - width) * standardError;
  return {
    effect,
    standardError,
    lower: effect - margin,
    upper: effect + margin,
    unadjusted: plain,
    varianceReduction: plain.standardError > 0 ? 1 - (standardError / plain.standardError) ** 2 : 0,
    coefficients: [...coefficients],
  };
}

interface ArmMeans {
  readonly outcome: number;
  readonly covariates: Float64Array;
}

function armMeans(rows: readonly number[], outcome: ArrayLike<number>, x: Matrix): ArmMeans {
  const covariates = new Float64Array(x.columns);
  let sum = 0;
  for (const i of rows) {
    sum += outcome[i]! / rows.length;
    for (let j = 0; j < x.columns; j++) covariates[j]! += x.values[i * x.columns + j]! / rows.length;
  }
  return { outcome: sum, covariates };
}

/** Least squares of the outcome on the covariates, both less their arm's means. */
function regress(
  inArm: readonly (readonly number[])[],
  arms: readonly ArmMeans[],
  outcome: ArrayLike<number>,
  { columns, values }: Matrix,
): Float64Array {
  const gram = new Float64Array(columns * columns);
  const moment = new Float64Array(columns);
  const centred = new Float64Array(columns);
  for (const [arm, rows] of inArm.entries()) {
    for (const i of rows) {
      for (let j = 0; j < columns; j++) centred[j] = values[i * columns + j]! - arms[arm]!.covariates[j]!;
      for (let j = 0; j < columns; j++) {
        moment[j]! += centred[j]! * (outcome[i]! - arms[arm]!.outcome);
        for (let k = 0; k <= j; k++) gram[j * columns + k]! += centred[j]! * centred[k]!;
      }
    }
  }
  // Means of equal numbers are off by rounding, so a constant column is one whose spread is nothing beside its size.
  const constant = Array.from(centred, (_, j) => j).find((j) => {
    let squares = 0;
    for (let place = j; place < values.length; place += columns) squares += values[place]! ** 2;
    return gram[j * columns + j]! <= 1e-24 * squares;
  });
  if (constant !== undefined) throw new LearnError("covariates", `column ${constant} is constant; leave it out`);
  const factor = cholesky(gram, columns);
  if (!factor) throw new LearnError("covariates", "a column repeats the others; leave it out");
  return solveCholesky(factor, columns, moment);
}

/** Difference of the arms' means; its variance loses a degree of freedom for each of the `fitted` coefficients. */
function difference(inArm: readonly (readonly number[])[], outcome: ArrayLike<number>, fitted: number) {
  const rows = inArm[0]!.length + inArm[1]!.length;
  const sides = inArm.map((members) => {
    const mean = members.reduce((sum, i) => sum + outcome[i]!, 0) / members.length;
    const squares = members.reduce((sum, i) => sum + (outcome[i]! - mean) ** 2, 0);
    return { mean, variance: squares / (members.length - 1) / members.length };
  });
  const variance = ((sides[0]!.variance + sides[1]!.variance) * (rows - 2)) / (rows - 2 - fitted);
  return { effect: sides[1]!.mean - sides[0]!.mean, standardError: Math.sqrt(variance) };
}
