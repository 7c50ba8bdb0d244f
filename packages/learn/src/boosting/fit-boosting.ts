import type { BoostingModel } from "./boosting-model.ts";
import type { BoostingOptions } from "./boosting-options.ts";
import type { Features } from "./features.ts";
import { prepareTraining } from "./prepare-training.ts";
import { alone } from "./team.ts";
import { train } from "./train.ts";

/**
 * Gradient-boosted trees on histograms (Friedman 2001, Annals of Statistics 29; Chen, Guestrin 2016, "XGBoost"; Ke et al. 2017,
 * "LightGBM"). Deterministic: rows in another order give the same trees, and so does training on several threads
 * (`fitBoostingOnWorkers` of `@aftercare/learn/workers`).
 *
 * @param x rows × columns; NaN is a missing value, whose side each split learns.
 * @param y one outcome for each row: any number (`squared`, quantiles), 0 to 1 (`logistic`), 0 or more (`poisson`). Where all are
 *   equal, squared loss and quantiles give a constant model.
 * @throws LearnError naming `x`, `y` or the option: empty, infinite, wrong length or range, every label equal (`logistic`), every
 *   count 0 (`poisson`), an option out of its range.
 */
export function fitBoosting(x: Features, y: ArrayLike<number>, options: BoostingOptions): BoostingModel {
  const { space, settings } = prepareTraining(x, y, options, 1, (bytes) => new ArrayBuffer(bytes));
  return train(space, settings, alone);
}
