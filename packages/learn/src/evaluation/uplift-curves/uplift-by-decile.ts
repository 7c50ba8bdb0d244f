import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { requireLevel, requireWhole } from "../../errors/index.ts";
import { rankRows } from "./ranked-rows.ts";
import { requireUpliftData, type UpliftData } from "./uplift-data.ts";

/** The difference of the arms' means in one bin, with Welch's interval. */
export interface ObservedUplift {
  readonly uplift: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/** Rows of neighbouring predicted uplift. */
export interface UpliftBin {
  readonly treated: number;
  readonly control: number;
  /** Mean predicted uplift. */
  readonly predicted: number;
  /** Absent where an arm has fewer than two rows here. */
  readonly observed?: ObservedUplift;
}

/** Predicted against observed uplift, best bin first. */
export interface UpliftCalibration {
  readonly bins: readonly UpliftBin[];
  /** Mean over rows of |predicted − observed| of the row's bin, over the bins that have both. */
  readonly expectedCalibrationError: number;
}

/**
 * Cuts the rows into bins of equal size by predicted uplift (ten by default) and compares with the difference of the arms' means.
 * Equal predictions are never divided, they go to the bin of their middle rank. Intervals: Welch 1947.
 *
 * @throws LearnError naming `data.outcome`, `data.treated`, `predicted`, `bins` or `level`.
 */
export function upliftByDecile(
  data: UpliftData,
  predicted: ArrayLike<number>,
  bins = 10,
  level = 0.95,
): UpliftCalibration {
  requireUpliftData(data, "predicted", predicted);
  requireWhole("bins", bins, 1);
  requireLevel("level", level);
  const { order, ends } = rankRows(predicted);
  const members: number[][] = Array.from({ length: bins }, () => []);
  let start = 0;
  for (const end of ends) {
    const bin = Math.floor((((start + end) / 2) * bins) / order.length);
    const rows = members[Math.min(bin, bins - 1)]!;
    for (let k = start; k < end; k++) rows.push(order[k]!);
    start = end;
  }
  const filled = members.filter((rows) => rows.length > 0).map((rows) => summarise(rows, data, predicted, level));
  let distance = 0;
  let counted = 0;
  for (const bin of filled) {
    if (!bin.observed) continue;
    distance += (bin.treated + bin.control) * Math.abs(bin.predicted - bin.observed.uplift);
    counted += bin.treated + bin.control;
  }
  return { bins: filled, expectedCalibrationError: distance / counted };
}

function summarise(rows: readonly number[], data: UpliftData, predicted: ArrayLike<number>, level: number): UpliftBin {
  const ofArm = (arm: number) => rows.filter((i) => data.treated[i] === arm).map((i) => data.outcome[i]!);
  const treated = moments(ofArm(1));
  const control = moments(ofArm(0));
  const bin = {
    treated: treated.n,
    control: control.n,
    predicted: rows.reduce((sum, i) => sum + predicted[i]!, 0) / rows.length,
  };
  if (treated.n < 2 || control.n < 2) return bin;
  const uplift = treated.mean - control.mean;
  const [a, b] = [treated.variance / treated.n, control.variance / control.n];
  const standardError = Math.sqrt(a + b);
  const freedom = a + b > 0 ? (a + b) ** 2 / (a ** 2 / (treated.n - 1) + b ** 2 / (control.n - 1)) : 1;
  const margin = standardError === 0 ? 0 : tQuantile((1 + level) / 2, freedom) * standardError;
  return { ...bin, observed: { uplift, standardError, lower: uplift - margin, upper: uplift + margin } };
}

function moments(values: readonly number[]): { n: number; mean: number; variance: number } {
  const n = values.length;
  const mean = values.reduce((sum, each) => sum + each, 0) / n;
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1);
  return { n, mean, variance };
}
