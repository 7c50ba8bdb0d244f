import {
  LearnError,
  requireBinary,
  requireFinite,
  requireLength,
  requireSome,
  requireWeights,
  requireWhole,
} from "../errors/index.ts";
import { logLoss } from "../evaluation/index.ts";
import { fitIsotonic } from "../isotonic/index.ts";
import { fitLogistic } from "../logistic/index.ts";
import { matrix } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { type CalibrationModel, calibratedProbability } from "./calibrated-scores.ts";

/** Further choices for {@link calibrateScores}. */
export interface CalibrateOptions {
  /** Tried in this order; all three if not given. "temperature" needs log-odds as scores. */
  readonly methods?: readonly CalibrationModel["method"][];
  /** Parts for the comparison; 5 if not given. */
  readonly folds?: number;
  /** To whom each row belongs; rows of one group stay in one part. */
  readonly groups?: readonly (string | number)[];
  readonly weights?: ArrayLike<number>;
  /** Determines the parts; 1 if not given. */
  readonly seed?: string | number;
}

/** The calibration chosen, fitted on all rows, and how each candidate did on rows it had not seen. */
export interface ChosenCalibration {
  readonly model: CalibrationModel;
  readonly candidates: readonly { readonly method: CalibrationModel["method"]; readonly logLoss: number }[];
}

/**
 * Turns scores into probabilities by the method with the least cross-validated log loss: Platt's logistic curve (Platt 1999),
 * temperature (Guo et al. 2017, ICML: slope only, keeps 0 at one half) or isotonic steps (Zadrozny, Elkan 2002, KDD; held away from
 * 0 and 1 by one outcome in n + 2). Isotonic wins with many rows and a bent curve, the two others with few.
 *
 * @param scores from rows that the model was not trained on (out of fold), finite.  @param labels 0 or 1, both must occur.
 * @throws LearnError naming `scores`, `labels` or the option; also where a part leaves one class only: give fewer folds.
 */
export function calibrateScores(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  options: CalibrateOptions = {},
): ChosenCalibration {
  const { methods = ["platt", "temperature", "isotonic"], folds = 5, groups, weights, seed = 1 } = options;
  requireSome("options.methods", methods);
  requireWhole("options.folds", folds, 2);
  requireSome("scores", scores);
  requireFinite("scores", scores);
  requireLength("labels", labels, scores.length, "scores");
  requireBinary("labels", labels);
  if (groups) requireLength("options.groups", groups, scores.length, "scores");
  if (weights) requireWeights("options.weights", weights, scores.length, "scores");
  const rows: Rows = {
    scores: Float64Array.from(scores),
    labels: Float64Array.from(labels),
    weights: weights ? Float64Array.from(weights) : new Float64Array(scores.length).fill(1),
  };
  const everyone = Array.from(rows.scores, (_, i) => i);
  requireBothClasses("labels", rows, everyone);
  const foldOf = partsByGroup(groups ?? everyone, folds, seed);
  const candidates = methods.map((method) => {
    const probabilities = new Float64Array(rows.scores.length);
    for (let fold = 0; fold < folds; fold++) {
      const train = everyone.filter((i) => foldOf[i] !== fold);
      requireBothClasses("options.folds", rows, train);
      const model = fitCalibration(method, select(rows, train));
      for (const i of everyone)
        if (foldOf[i] === fold) probabilities[i] = calibratedProbability(model, rows.scores[i]!);
    }
    return { method, logLoss: logLoss(probabilities, rows.labels, rows.weights) };
  });
  const best = candidates.reduce((a, b) => (b.logLoss < a.logLoss ? b : a));
  return { model: fitCalibration(best.method, rows), candidates };
}

interface Rows {
  readonly scores: Float64Array;
  readonly labels: Float64Array;
  readonly weights: Float64Array;
}

function fitCalibration(method: CalibrationModel["method"], rows: Rows): CalibrationModel {
  const { scores, labels, weights } = rows;
  if (method === "isotonic") {
    const isotonic = fitIsotonic(scores, labels, weights);
    const least = 1 / (scores.length + 2);
    const values = isotonic.values.map((value) => Math.min(1 - least, Math.max(least, value)));
    return { kind: "calibration", version: 1, method, isotonic: { ...isotonic, values } };
  }
  if (method === "temperature") {
    return { kind: "calibration", version: 1, method, slope: slopeThroughZero(rows), shift: 0 };
  }
  // One row's worth of penalty keeps the curve finite where the scores separate the labels.
  const fitted = fitLogistic(matrix(scores.length, 1, scores), labels, { l2: 1, weights });
  const slope = Math.max(0, fitted.coefficients[0]! / fitted.scales[0]!);
  if (slope > 0)
    return { kind: "calibration", version: 1, method, slope, shift: fitted.intercept - slope * fitted.means[0]! };
  const { baseRate } = fitted.training;
  return { kind: "calibration", version: 1, method, slope: 0, shift: Math.log(baseRate / (1 - baseRate)) };
}

/**
 * Root of the penalised log loss's slope, which never falls, by bisection; 0 where the scores point the wrong way. The penalty is
 * Platt's above: one half per squared slope, with scores in units of their root mean square.
 */
function slopeThroughZero({ scores, labels, weights }: Rows): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const square = scores.reduce((sum, score, i) => sum + weights[i]! * score * score, 0) / total;
  const gradient = (slope: number) =>
    scores.reduce(
      (sum, score, i) => sum + weights[i]! * score * (1 / (1 + Math.exp(-slope * score)) - labels[i]!),
      slope * square,
    );
  if (gradient(0) >= 0) return 0;
  let low = 0;
  let high = 1;
  while (gradient(high) < 0) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (gradient(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function partsByGroup(groups: readonly (string | number)[], folds: number, seed: string | number): number[] {
  const order = seededRandom(seed).shuffle([...new Set(groups)]);
  const partOf = new Map(order.map((group, k) => [group, k % folds]));
  return groups.map((group) => partOf.get(group)!);
}

function select(rows: Rows, positions: readonly number[]): Rows {
  return {
    scores: Float64Array.from(positions, (i) => rows.scores[i]!),
    labels: Float64Array.from(positions, (i) => rows.labels[i]!),
    weights: Float64Array.from(positions, (i) => rows.weights[i]!),
  };
}

function requireBothClasses(argument: string, rows: Rows, positions: readonly number[]): void {
  for (const label of [0, 1]) {
    if (!positions.some((i) => rows.labels[i] === label && rows.weights[i]! > 0)) {
      const remedy = argument === "labels" ? "rows of both classes are needed" : "give fewer folds, or more rows";
      throw new LearnError(argument, `leaves no row with label ${label} to learn from; ${remedy}`);
    }
  }
}
