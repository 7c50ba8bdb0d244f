import quantile from "@stdlib/stats-base-dists-normal-quantile";
import { requireLevel, requireWhole } from "../errors/index.ts";
import { requireProbabilities } from "./probability-scores.ts";

/** Rows of neighbouring predictions, and what became of them. */
export interface CalibrationBin {
  readonly rows: number;
  /** Mean predicted probability. */
  readonly predicted: number;
  /** Share of ones. */
  readonly observed: number;
  /** Wilson's interval for the share of ones. */
  readonly lower: number;
  readonly upper: number;
}

/** Predicted against observed, by bins of increasing prediction. */
export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Mean over rows of |predicted − observed| of the row's bin. */
  readonly expectedCalibrationError: number;
}

/**
 * Cuts the rows into bins of equal size by predicted probability (ten by default) and compares. Equal predictions are never
 * divided, they go to the bin of their middle rank, so the order of rows does not matter and heavy ties give fewer bins.
 * Intervals: Wilson 1927. Throws LearnError naming `probabilities`, `labels`, `bins` or `level`.
 */
export function calibrationByDecile(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 10,
  level = 0.95,
): Calibration {
  requireProbabilities(probabilities, labels);
  requireWhole("bins", bins, 1);
  requireLevel("level", level);
  const n = probabilities.length;
  const z = quantile((1 + level) / 2, 0, 1);
  const order = Array.from(probabilities, (_, i) => i).sort((a, b) => probabilities[a]! - probabilities[b]!);
  const members: number[][] = Array.from({ length: bins }, () => []);
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && probabilities[order[end]!] === probabilities[order[start]!]) end++;
    const bin = Math.floor((((start + end) / 2) * bins) / n);
    members[Math.min(bin, bins - 1)]!.push(...order.slice(start, end));
    start = end;
  }
  const filled = members.filter((rows) => rows.length > 0).map((rows) => summarise(rows, probabilities, labels, z));
  const error = filled.reduce((sum, bin) => sum + bin.rows * Math.abs(bin.predicted - bin.observed), 0) / n;
  return { bins: filled, expectedCalibrationError: error };
}

function summarise(
  rows: readonly number[],
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  z: number,
): CalibrationBin {
  const n = rows.length;
  const predicted = rows.reduce((sum, i) => sum + probabilities[i]!, 0) / n;
  const observed = rows.reduce((sum, i) => sum + labels[i]!, 0) / n;
  const centre = (observed + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt((observed * (1 - observed)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
  return { rows: n, predicted, observed, lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}
