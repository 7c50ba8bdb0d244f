import { LearnError } from "../errors/index.ts";
import type { BoostingModel } from "./boosting-model.ts";
import { addTreeScores, compiledTrees } from "./compiled-tree.ts";
import { type Features, requireFeatures } from "./features.ts";
import { respond } from "./losses.ts";

/** Rows that go through all trees together, so that they stay in the cache. */
const BLOCK = 256;

/**
 * Predictions on the scale of the outcome, one for each row: a mean (`squared`), a probability (`logistic`), a rate (`poisson`) or
 * a quantile. NaN is a missing value and goes the way learned in training (to the side with more rows where training had none); a
 * category that training has not seen goes the same way.
 *
 * @throws LearnError naming `x`: another number of columns, infinite values.
 */
export function predictBoosting(model: BoostingModel, x: Features): Float64Array {
  return rawBoosting(model, x).map((raw) => respond(model.loss, raw));
}

/** Raw scores: log-odds (`logistic`), logarithms of rates (`poisson`), otherwise the prediction itself. As {@link predictBoosting}. */
export function rawBoosting(model: BoostingModel, x: Features): Float64Array {
  requireColumnsOf(model, x);
  const raw = new Float64Array(x.rows).fill(model.start);
  const trees = compiledTrees(model);
  for (let from = 0; from < x.rows; from += BLOCK) {
    const to = Math.min(x.rows, from + BLOCK);
    for (const tree of trees) addTreeScores(tree, x, from, to, raw);
  }
  return raw;
}

/** Throws LearnError unless `x` has rows that the model can be asked about. */
export function requireColumnsOf(model: BoostingModel, x: Features): void {
  requireFeatures("x", x);
  if (x.columns !== model.columns) {
    throw new LearnError("x", `has ${x.columns} columns; the model was fitted on ${model.columns}`);
  }
}
