import { LearnError, requireFinite, requireLength, requireWeights } from "../errors/index.ts";
import {
  cholesky,
  invertCholesky,
  type Matrix,
  type Standardised,
  solveCholesky,
  standardise,
} from "../matrix/index.ts";

/** A ridge problem reduced to sums: everything that does not depend on the penalty. */
export interface NormalEquations {
  readonly standardised: Standardised;
  /** ZᵀWZ of the columns that vary. */
  readonly gram: Float64Array;
  /** ZᵀW(y − mean). */
  readonly moment: Float64Array;
  /** Weighted sum of squares of y around its mean. */
  readonly squares: number;
  readonly mean: number;
  readonly rows: number;
  readonly weight: number;
}

/** Checks the arguments of a ridge fit and sums them up. Throws LearnError naming `x`, `y` or `options.weights`. */
export function normalEquations(
  x: Matrix,
  y: ArrayLike<number>,
  given: ArrayLike<number> | undefined,
): NormalEquations {
  if (x.rows === 0) throw new LearnError("x", "has no rows; at least one is needed");
  requireLength("x.values", x.values, x.rows * x.columns, "x.rows × x.columns");
  requireFinite("x", x.values);
  requireLength("y", y, x.rows, "x");
  requireFinite("y", y);
  if (given) requireWeights("options.weights", given, x.rows, "x");
  const weights = given ? Float64Array.from(given) : new Float64Array(x.rows).fill(1);

  const weight = weights.reduce((a, b) => a + b, 0);
  const mean = weights.reduce((sum, each, i) => sum + each * y[i]!, 0) / weight;
  const standardised = standardise(x, weights);
  const width = standardised.active.length;
  const gram = new Float64Array(width * width);
  const moment = new Float64Array(width);
  let squares = 0;
  for (let i = 0; i < x.rows; i++) {
    const centred = y[i]! - mean;
    squares += weights[i]! * centred * centred;
    const z = standardised.design.subarray(i * (width + 1) + 1, (i + 1) * (width + 1));
    for (let j = 0; j < width; j++) {
      const weighted = weights[i]! * z[j]!;
      moment[j]! += weighted * centred;
      for (let k = 0; k <= j; k++) gram[j * width + k]! += weighted * z[k]!;
    }
  }
  if (!Number.isFinite(squares))
    throw new LearnError("y", "has numbers whose squares leave 64 bits; give another unit");
  for (let j = 0; j < width; j++) for (let k = 0; k < j; k++) gram[k * width + j] = gram[j * width + k]!;
  return { standardised, gram, moment, squares, mean, rows: weights.filter((each) => each > 0).length, weight };
}

/** The optimum for one penalty. */
export interface RidgeSolution {
  /** One for each column that varies. */
  readonly coefficients: Float64Array;
  readonly degreesOfFreedom: number;
  readonly residualSquares: number;
}

/** Solves for one penalty; undefined where no unique optimum exists (columns that explain each other, and no penalty). */
export function solveRidge({ gram, moment, squares }: NormalEquations, l2: number): RidgeSolution | undefined {
  const width = moment.length;
  const penalised = Float64Array.from(gram);
  for (let j = 0; j < width; j++) penalised[j * width + j]! += l2;
  const factor = cholesky(penalised, width);
  if (!factor) return undefined;
  const coefficients = solveCholesky(factor, width, moment);
  const inverse = invertCholesky(factor, width);
  let degreesOfFreedom = 1 + width;
  let residualSquares = squares;
  for (let j = 0; j < width; j++) {
    degreesOfFreedom -= l2 * inverse[j * width + j]!;
    let fitted = 0;
    for (let k = 0; k < width; k++) fitted += gram[j * width + k]! * coefficients[k]!;
    residualSquares += coefficients[j]! * (fitted - 2 * moment[j]!);
  }
  return { coefficients, degreesOfFreedom, residualSquares: Math.max(0, residualSquares) };
}
