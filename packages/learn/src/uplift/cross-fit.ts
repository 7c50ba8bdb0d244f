import { LearnError, requireBinary, requireLength, requireWhole } from "../errors/index.ts";
import { fitLogistic } from "../logistic/index.ts";
import type { Matrix } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { type Base, predictBase } from "./base.ts";
import { fitOutcomes } from "./fit-outcomes.ts";
import { predictOutcomes } from "./predict-outcomes.ts";
import { positionsOf } from "./rows-of-arm.ts";
import { type OutcomeKind, requireTreatmentData, selectData, type TreatmentData } from "./treatment-data.ts";

/** What doubly robust scores need of each row, by models that have not seen it: rows × arms each. */
export interface Nuisances {
  /** Expected outcome under each arm. */
  readonly outcomes: Matrix;
  /** Probability of each arm. */
  readonly propensity: Matrix;
}

/** Lowest propensity that an estimate may claim: below it single rows would outweigh all others. */
const LEAST = 0.01;

/**
 * A fold, 0 to `folds − 1`, for each row; every fold has its share of every arm and, within it, of outcomes that are not 0.
 * Throws LearnError where an arm has fewer rows than twice the folds.
 */
export function foldsOf(data: TreatmentData, folds: number, seed: string | number): Uint8Array {
  requireWhole("folds", folds, 2);
  if (folds > 255) throw new LearnError("folds", `is ${folds}; at most 255 are possible`);
  const strata = new Map<number, number[]>();
  const counts = new Map<number, number>();
  for (let i = 0; i < data.x.rows; i++) {
    const arm = data.treatment[i]!;
    counts.set(arm, (counts.get(arm) ?? 0) + 1);
    const stratum = 2 * arm + (data.outcome[i] === 0 ? 0 : 1);
    const rows = strata.get(stratum);
    if (rows) rows.push(i);
    else strata.set(stratum, [i]);
  }
  for (const [arm, count] of counts) {
    if (count < 2 * folds) {
      const problem = `arm ${arm} has ${count} rows; ${2 * folds} are needed for ${folds} folds`;
      throw new LearnError("data.treatment", problem);
    }
  }
  const random = seededRandom(seed);
  const foldOf = new Uint8Array(data.x.rows);
  let next = 0;
  for (const stratum of [...strata.keys()].sort((a, b) => a - b)) {
    for (const i of random.shuffle(strata.get(stratum)!)) foldOf[i] = next++ % folds;
  }
  return foldOf;
}

/**
 * Cross-fitted nuisances: outcomes by one model of `base` an arm, fitted on the other folds; propensities as given, or estimated.
 *
 * @param arms how many there are, control included. @param foldOf the fold of each row, see {@link foldsOf}.
 * @throws LearnError naming `data.…`, `arms` or `foldOf`.
 */
export function crossFit(
  data: TreatmentData,
  arms: number,
  base: Base,
  kind: OutcomeKind,
  foldOf: Uint8Array,
): Nuisances {
  const known = requireTreatmentData(data, "real");
  if (arms !== known) throw new LearnError("arms", `is ${arms}; the data has ${known}, control included`);
  if (kind === "binary") requireBinary("data.outcome", data.outcome);
  requireLength("foldOf", foldOf, data.x.rows, "data.x");
  const outcomes = outOfFold(data, arms, foldOf, (train, x) =>
    predictOutcomes(fitOutcomes({ learner: "T", base }, train, arms, kind), x),
  );
  return { outcomes, propensity: propensitiesOf(data, arms, foldOf) };
}

/**
 * Known propensities (rows × arms), or cross-fitted estimates: each row's by a regression on the other folds. Throws LearnError as
 * {@link estimatePropensities} does.
 */
export function propensitiesOf(data: TreatmentData, arms: number, foldOf: Uint8Array): Matrix {
  return data.propensity ?? outOfFold(data, arms, foldOf, (train, x) => estimatePropensities(train, arms, x));
}

/** Predictions (rows × arms) for each fold by what was fitted on the others. */
function outOfFold(
  data: TreatmentData,
  arms: number,
  foldOf: Uint8Array,
  predict: (train: TreatmentData, x: Matrix) => Matrix,
): Matrix {
  const folds = foldOf.reduce((most, fold) => Math.max(most, fold), 0) + 1;
  const values = new Float64Array(data.x.rows * arms);
  for (let fold = 0; fold < folds; fold++) {
    const held = positionsOf(foldOf, (each) => each === fold);
    const train = selectData(
      data,
      positionsOf(foldOf, (each) => each !== fold),
    );
    const found = predict(train, selectData(data, held).x);
    for (let k = 0; k < held.length; k++) {
      for (let a = 0; a < arms; a++) values[held[k]! * arms + a] = found.values[k * arms + a]!;
    }
  }
  return { rows: data.x.rows, columns: arms, values };
}

/**
 * Probability of each arm for the rows of `x` (rows × arms), learned from other rows: one logistic regression an arm against all others;
 * the probabilities are bounded from below by 0.01 and divided by their sum. Throws LearnError naming `x` or, where an arm has no rows
 * or the only ones, `y`.
 */
export function estimatePropensities(train: TreatmentData, arms: number, x: Matrix): Matrix {
  const values = new Float64Array(x.rows * arms);
  // Of two arms one regression tells both.
  for (let a = arms === 2 ? 1 : 0; a < arms; a++) {
    const had = Float64Array.from(train.treatment, (arm) => (arm === a ? 1 : 0));
    const p = predictBase(fitLogistic(train.x, had, { l2: 10, tolerance: 1e-8 }), x);
    for (let i = 0; i < x.rows; i++) values[i * arms + a] = Math.max(LEAST, p[i]!);
    if (arms === 2) for (let i = 0; i < x.rows; i++) values[2 * i] = Math.max(LEAST, 1 - p[i]!);
  }
  for (let i = 0; i < x.rows; i++) {
    let sum = 0;
    for (let a = 0; a < arms; a++) sum += values[i * arms + a]!;
    for (let a = 0; a < arms; a++) values[i * arms + a]! /= sum;
  }
  return { rows: x.rows, columns: arms, values };
}
