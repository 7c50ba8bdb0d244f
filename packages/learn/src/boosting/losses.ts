import { LearnError, requireFinite, requireLength } from "../errors/index.ts";
import type { BoostingLoss } from "./boosting-model.ts";
import { weightedQuantile } from "./weighted-quantile.ts";

/** Throws LearnError unless `y` has an outcome for each row that the loss can be asked about. */
export function requireTarget(argument: string, loss: BoostingLoss, y: ArrayLike<number>, rows: number): void {
  if (typeof loss === "object" && !(loss.quantile > 0 && loss.quantile < 1)) {
    throw new LearnError(
      "options.loss",
      `asks for quantile ${String(loss.quantile)}; strictly between 0 and 1 is needed`,
    );
  }
  if (typeof loss !== "object" && loss !== "squared" && loss !== "logistic" && loss !== "poisson") {
    throw new LearnError("options.loss", `is ${String(loss)}; squared, logistic, poisson or { quantile } is needed`);
  }
  requireLength(argument, y, rows, "x");
  requireFinite(argument, y);
  if (loss !== "logistic" && loss !== "poisson") return;
  for (let i = 0; i < y.length; i++) {
    if (y[i]! < 0) throw new LearnError(argument, `value ${i} is ${y[i]}; the ${loss} loss needs 0 or more`);
    if (loss === "logistic" && y[i]! > 1) {
      throw new LearnError(argument, `value ${i} is ${y[i]}; the logistic loss needs labels or shares from 0 to 1`);
    }
  }
}

/** The raw score that is best for all rows together. Throws LearnError naming `y` where none is finite. */
export function bestConstant(loss: BoostingLoss, y: ArrayLike<number>, weights: ArrayLike<number> | undefined): number {
  if (typeof loss === "object") return weightedQuantile(y, weights, loss.quantile);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const weight = weights ? weights[i]! : 1;
    sum += weight * y[i]!;
    total += weight;
  }
  const mean = sum / total;
  if (loss === "squared") return mean;
  if (mean === 0) throw new LearnError("y", `every outcome is 0; the ${loss} loss needs some above it`);
  if (loss === "poisson") return Math.log(mean);
  if (mean === 1) throw new LearnError("y", "every label is 1; rows of both classes are needed");
  return Math.log(mean / (1 - mean));
}

/** Raw score to the scale of the outcome: a mean, a probability, a rate, a quantile. */
export function respond(loss: BoostingLoss, raw: number): number {
  if (loss === "logistic") return raw >= 0 ? 1 / (1 + Math.exp(-raw)) : 1 - 1 / (1 + Math.exp(raw));
  if (loss === "poisson") return Math.exp(raw);
  return raw;
}

/** Loss of one row at a raw score; for Poisson without the part that only depends on the outcome. */
export function rowLoss(loss: BoostingLoss, y: number, raw: number): number {
  if (typeof loss === "object") return y > raw ? loss.quantile * (y - raw) : (1 - loss.quantile) * (raw - y);
  if (loss === "squared") return (y - raw) ** 2;
  if (loss === "poisson") return Math.exp(raw) - y * raw;
  return (raw > 0 ? raw + Math.log1p(Math.exp(-raw)) : Math.log1p(Math.exp(raw))) - y * raw;
}
