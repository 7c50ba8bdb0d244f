import quantile from "@stdlib/stats-base-dists-normal-quantile";
import { LearnError, requireFinite, requireLength, requireLevel } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";
import { bagVariance } from "./bag-variance.ts";
import type { CausalForest, CausalTree } from "./causal-forest-model.ts";

/** Effects with their sampling error, one entry for each row. */
export interface CausalForestPrediction {
  readonly effect: Float64Array;
  readonly standardError: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * The effect of the treatment on each row, with an interval (little bags; asymptotically normal under honesty). Rows must not have taken
 * part in the fit, as their own outcomes would then speak for them. A forest none of whose leaves tells anything of a row gives 0 ± ∞.
 *
 * @throws LearnError naming `x` or `level`.
 */
export function predictCausalForest(forest: CausalForest, x: Matrix, level = 0.95): CausalForestPrediction {
  const { effect, variance } = effectsOf(forest, x, true);
  requireLevel("level", level);
  const z = quantile((1 + level) / 2, 0, 1);
  const standardError = variance.map(Math.sqrt);
  return {
    ...{ effect, standardError },
    lower: effect.map((each, i) => each - z * standardError[i]!),
    upper: effect.map((each, i) => each + z * standardError[i]!),
  };
}

/** The effects of {@link predictCausalForest} alone, one a row, at half the work. Throws LearnError naming `x`. */
export function causalForestEffects(forest: CausalForest, x: Matrix): Float64Array {
  return effectsOf(forest, x, false).effect;
}

function effectsOf(
  forest: CausalForest,
  x: Matrix,
  intervals: boolean,
): { effect: Float64Array; variance: Float64Array } {
  if (x.columns !== forest.columns) {
    throw new LearnError("x", `has ${x.columns} columns; the forest was fitted on ${forest.columns}`);
  }
  requireLength("x.values", x.values, x.rows * x.columns, "x.rows × x.columns");
  requireFinite("x", x.values);
  const effect = new Float64Array(x.rows);
  const variance = new Float64Array(x.rows).fill(Number.POSITIVE_INFINITY);
  const leaves = new Int32Array(forest.trees.length);
  for (let i = 0; i < x.rows; i++) {
    const mean: [number, number, number, number] = [0, 0, 0, 0];
    let reached = 0;
    for (const [t, tree] of forest.trees.entries()) {
      const leaf = leafOf(tree, x, i);
      leaves[t] = leaf;
      if (tree.rows[leaf] === 0) continue;
      reached++;
      for (let k = 0; k < 4; k++) mean[k]! += tree.moments[leaf * 4 + k]!;
    }
    if (reached === 0) continue;
    for (let k = 0; k < 4; k++) mean[k]! /= reached;
    const [treatment, outcome, product, square] = mean;
    const information = square - treatment * treatment;
    if (!(information > 1e-12)) continue;
    const found = (product - treatment * outcome) / information;
    effect[i] = found;
    if (intervals) {
      const main = outcome - treatment * found;
      variance[i] = bagVariance(forest.trees, leaves, { effect: found, main, treatment, information });
    }
  }
  return { effect, variance };
}

function leafOf({ column, threshold, left, right }: CausalTree, x: Matrix, row: number): number {
  let node = 0;
  for (let asked = column[0]!; asked !== -1; asked = column[node]!) {
    node = x.values[row * x.columns + asked]! <= threshold[node]! ? left[node]! : right[node]!;
  }
  return node;
}
