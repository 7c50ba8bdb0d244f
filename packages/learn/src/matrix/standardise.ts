import { LearnError } from "../errors/index.ts";
import type { Matrix } from "./matrix.ts";

/** Columns brought to weighted mean 0 and standard deviation 1, with what is needed to do the same to a later row. */
export interface Standardised {
  readonly means: number[];
  readonly scales: number[];
  /** Positions of the columns that vary; the others carry no information and are left out of the design. */
  readonly active: number[];
  /** Row-major, rows × (1 + active columns); the first column is the intercept's ones. */
  readonly design: Float64Array;
}

/**
 * Standardises by weighted statistics of these rows alone. Rows of weight zero take no part in the statistics. A column that moves by
 * less than 1e-160 counts as constant. Throws LearnError naming `x` where a column's numbers are so large that their squares are infinite.
 */
export function standardise(x: Matrix, weights: Float64Array): Standardised {
  const means: number[] = [];
  const scales: number[] = [];
  const active: number[] = [];
  for (let j = 0; j < x.columns; j++) {
    const { mean, scale } = momentsOf(x, j, weights);
    means.push(mean);
    scales.push(scale > 0 ? scale : 1);
    if (scale > 0) active.push(j);
  }
  const width = active.length + 1;
  const design = new Float64Array(x.rows * width);
  for (let i = 0; i < x.rows; i++) {
    design[i * width] = 1;
    for (const [k, j] of active.entries()) {
      design[i * width + k + 1] = (x.values[i * x.columns + j]! - means[j]!) / scales[j]!;
    }
  }
  return { means, scales, active, design };
}

/** Scale 0 says constant. That is found by comparing values: rounding gives a constant column a tiny variance above zero. */
function momentsOf(x: Matrix, column: number, weights: Float64Array): { mean: number; scale: number } {
  let total = 0;
  let sum = 0;
  let first: number | undefined;
  let varies = false;
  for (let i = 0; i < x.rows; i++) {
    const weight = weights[i]!;
    if (weight === 0) continue;
    const value = x.values[i * x.columns + column]!;
    first ??= value;
    if (value !== first) varies = true;
    total += weight;
    sum += weight * value;
  }
  if (!varies) return { mean: first ?? 0, scale: 0 };
  const mean = sum / total;
  let squares = 0;
  for (let i = 0; i < x.rows; i++) squares += weights[i]! * (x.values[i * x.columns + column]! - mean) ** 2;
  const scale = Math.sqrt(squares / total);
  if (!Number.isFinite(scale)) {
    throw new LearnError("x", `column ${column} has numbers whose squares leave 64 bits; give another unit`);
  }
  return { mean, scale };
}
