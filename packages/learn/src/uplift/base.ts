import { type BoostingModel, type BoostingOptions, fitBoosting, predictBoosting } from "../boosting/index.ts";
import { LearnError } from "../errors/index.ts";
import { fitLogistic, type LogisticModel, sigmoid } from "../logistic/index.ts";
import type { Matrix } from "../matrix/index.ts";
import { fitRidge, type RidgeModel } from "../ridge/index.ts";
import type { OutcomeKind } from "./treatment-data.ts";

/**
 * What a learner is made of. `linear` is logistic regression for binary outcomes and ridge regression for real ones, effects and
 * pseudo-outcomes; `boosted` are gradient-boosted trees with the matching loss.
 */
export type Base =
  | { readonly kind: "linear" /** Penalty on the standardised scale; 1 if not given. */; readonly l2?: number }
  | BoostedBase;

/** Boosted trees. */
export interface BoostedBase {
  readonly kind: "boosted";
  /** Differences from {@link boostedDefaults}. */
  readonly options?: BoostedOptions;
  /** Positions of columns whose numbers are names of categories. */
  readonly categorical?: readonly number[];
}

/** The choices of {@link BoostingOptions} that make sense for any outcome. */
export type BoostedOptions = Omit<BoostingOptions, "loss" | "weights" | "validation" | "categorical" | "monotone">;

/** Small trees and large leaves: treatment effects are faint against the noise of single outcomes. */
export const boostedDefaults: BoostedOptions = { trees: 100, learningRate: 0.1, maxLeaves: 8, minLeaf: 50, bins: 64 };

/** A base that was fitted. A constant stands where the rows had only one outcome. */
export type FittedBase =
  | { readonly kind: "constant"; readonly value: number }
  | LogisticModel
  | RidgeModel
  | BoostingModel;

/**
 * Fits a base. Where every outcome is equal the result is a constant: for a binary outcome (n·y + ½) / (n + 1), since a small arm
 * without a single response does not prove that none is possible.
 */
export function fitBase(
  base: Base,
  x: Matrix,
  y: ArrayLike<number>,
  kind: OutcomeKind,
  weights?: ArrayLike<number>,
): FittedBase {
  if (x.rows === 0) throw new LearnError("x", "has no rows to fit a base on; every arm needs some");
  if (isConstant(y)) {
    const value = kind === "binary" ? (x.rows * y[0]! + 0.5) / (x.rows + 1) : y[0]!;
    return { kind: "constant", value };
  }
  const weighted = weights ? { weights } : {};
  if (base.kind === "boosted") {
    const loss = kind === "binary" ? "logistic" : "squared";
    const { options, categorical = [] } = base;
    return fitBoosting(x, y, { ...boostedDefaults, ...options, loss, categorical, ...weighted });
  }
  const l2 = base.l2 ?? 1;
  return kind === "binary"
    ? fitLogistic(x, y, { l2, ...weighted, tolerance: 1e-8 })
    : fitRidge(x, y, { l2, ...weighted });
}

function isConstant(y: ArrayLike<number>): boolean {
  for (let i = 1; i < y.length; i++) if (y[i] !== y[0]) return false;
  return true;
}

/** Predictions of every row on the scale of the outcome. Throws LearnError on another number of columns. */
export function predictBase(model: FittedBase, x: Matrix): Float64Array {
  switch (model.kind) {
    case "constant":
      return new Float64Array(x.rows).fill(model.value);
    case "boosting":
      return predictBoosting(model, x);
    case "ridge":
      return linearScores(model, x);
    case "logistic":
      return linearScores(model, x).map(sigmoid);
  }
}

function linearScores(model: LogisticModel | RidgeModel, x: Matrix): Float64Array {
  const { coefficients, means, scales } = model;
  const { rows, columns, values } = x;
  if (columns !== coefficients.length) {
    throw new LearnError("x", `has ${columns} columns; the model was fitted on ${coefficients.length}`);
  }
  const slopes = Float64Array.from(coefficients, (each, j) => each / scales[j]!);
  const start = means.reduce((sum, mean, j) => sum - mean * slopes[j]!, model.intercept);
  const scores = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let score = start;
    const at = i * columns;
    for (let j = 0; j < columns; j++) score += values[at + j]! * slopes[j]!;
    scores[i] = score;
  }
  return scores;
}
