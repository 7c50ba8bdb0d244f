import { LearnError } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";
import { normalEquations, solveRidge } from "./normal-equations.ts";
import type { RidgeModel } from "./ridge-model.ts";

/** How to fit a ridge regression. */
export interface RidgeOptions {
  /** Penalty per squared coefficient on the standardised scale, 0 or more: scikit-learn's alpha for standardised columns. */
  readonly l2: number;
  /** How often each row counts; 1 each if not given. A weight of 2 is the same as the row given twice. */
  readonly weights?: ArrayLike<number>;
}

/**
 * Linear regression with an unpenalised intercept and an L2 penalty on the standardised coefficients: minimises
 * Σ wᵢ·(yᵢ − b − zᵢ·β)² + l2·‖β‖², where zᵢ is row i by this training set's own weighted means and standard deviations
 * (Hoerl, Kennard 1970, Technometrics 12; Hastie, Tibshirani, Friedman 2009, 3.4.1). Solved by Cholesky decomposition.
 *
 * @param x rows × columns, finite.
 * @param y one number for each row.
 * @throws LearnError naming `x`, `y` or the option: empty, not finite, wrong length, no unique optimum.
 */
export function fitRidge(x: Matrix, y: ArrayLike<number>, options: RidgeOptions): RidgeModel {
  const { l2, weights } = options;
  if (!(l2 >= 0 && Number.isFinite(l2))) throw new LearnError("options.l2", `is ${String(l2)}; 0 or more is needed`);
  const equations = normalEquations(x, y, weights);
  const solution = solveRidge(equations, l2);
  if (!solution) {
    throw new LearnError(
      "options.l2",
      `is ${l2}, which leaves columns that explain each other without a unique answer; give more`,
    );
  }
  const { means, scales, active } = equations.standardised;
  const coefficients = new Array<number>(x.columns).fill(0);
  for (const [k, j] of active.entries()) coefficients[j] = solution.coefficients[k]!;
  const { rows, weight, mean } = equations;
  const { degreesOfFreedom, residualSquares } = solution;
  return {
    ...{ kind: "ridge", version: 1, l2, intercept: mean, coefficients, means, scales },
    training: { rows, weight, degreesOfFreedom, residualSquares },
  };
}
