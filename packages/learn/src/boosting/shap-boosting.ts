import type { Matrix } from "../matrix/index.ts";
import type { BoostingModel } from "./boosting-model.ts";
import { compiledTrees } from "./compiled-tree.ts";
import type { Features } from "./features.ts";
import { requireColumnsOf } from "./predict-boosting.ts";
import { addTreeShap, explainedTree } from "./tree-shap.ts";

/** Why the rows' raw scores are what they are. */
export interface BoostingContributions {
  /** Mean raw score over the training rows, as the trees know them. */
  readonly base: number;
  /** Rows × columns: what each column adds. `base` and a row's contributions sum to its raw score. */
  readonly contributions: Matrix;
}

/**
 * TreeSHAP contributions to the raw scores (log-odds for `logistic`, logarithms of rates for `poisson`), exact Shapley values of the
 * path-dependent expectation (Lundberg et al. 2020). They say what the model uses, not what causes the outcome.
 * Throws LearnError as predictBoosting does.
 */
export function shapBoosting(model: BoostingModel, x: Features): BoostingContributions {
  requireColumnsOf(model, x);
  const walks = compiledTrees(model);
  const trees = model.trees.map((tree, t) => explainedTree(tree, walks[t]!));
  const values = new Float64Array(x.rows * x.columns);
  for (let i = 0; i < x.rows; i++) {
    const row = x.values.subarray(i * x.columns, (i + 1) * x.columns);
    const contributions = values.subarray(i * x.columns, (i + 1) * x.columns);
    for (const tree of trees) addTreeShap(tree, row, contributions);
  }
  const base = trees.reduce((sum, { expected }) => sum + expected, model.start);
  return { base, contributions: { rows: x.rows, columns: x.columns, values } };
}
