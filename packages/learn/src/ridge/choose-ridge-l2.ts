import { LearnError, requireFinite, requireSome } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";
import { normalEquations, solveRidge } from "./normal-equations.ts";

/** The penalty chosen, and the score of each candidate in the order given. */
export interface ChosenRidgeL2 {
  readonly l2: number;
  /** Generalised cross-validation: an estimate of the mean squared error on new rows; infinite where the fit is not unique. */
  readonly candidates: readonly { readonly l2: number; readonly score: number }[];
}

/**
 * The candidate with the least generalised cross-validation score, n·RSS / (n − df)² (Golub, Heath, Wahba 1979, Technometrics 21);
 * of equals the larger, which is the simpler model. One pass over the rows for all candidates. Weights count as repetitions.
 * It takes rows as independent: where many belong to one person it chooses too small a penalty.
 *
 * @throws LearnError as fitRidge does, naming `candidates` where none of them gives a unique fit with freedom left.
 */
export function chooseRidgeL2(
  x: Matrix,
  y: ArrayLike<number>,
  candidates: readonly number[],
  options: { readonly weights?: ArrayLike<number> } = {},
): ChosenRidgeL2 {
  requireSome("candidates", candidates);
  requireFinite("candidates", candidates);
  if (candidates.some((l2) => l2 < 0)) throw new LearnError("candidates", "must all be 0 or more");
  const equations = normalEquations(x, y, options.weights);
  const scored = candidates.map((l2) => {
    const solution = solveRidge(equations, l2);
    const freedom = solution ? equations.weight - solution.degreesOfFreedom : 0;
    const score =
      solution && freedom > 0 ? (equations.weight * solution.residualSquares) / freedom ** 2 : Number.POSITIVE_INFINITY;
    return { l2, score };
  });
  const best = scored.reduce((a, b) => (b.score < a.score || (b.score === a.score && b.l2 > a.l2) ? b : a));
  if (best.score === Number.POSITIVE_INFINITY) {
    throw new LearnError("candidates", "none leaves freedom to judge the fit by; give larger penalties or more rows");
  }
  return { l2: best.l2, candidates: scored };
}
