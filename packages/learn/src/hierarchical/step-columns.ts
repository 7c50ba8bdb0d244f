import type { Matrix } from "../matrix/index.ts";

/**
 * Where each column is cut: `steps` quantiles of it, those told apart that lie below its largest value. A column with two values
 * has no cuts, as it is a step already.
 */
export function stepThresholds(x: Matrix, steps: number): number[][] {
  return Array.from({ length: x.columns }, (_, j) => {
    const sorted = Float64Array.from({ length: x.rows }, (_, i) => x.values[i * x.columns + j]!).sort();
    const largest = sorted[sorted.length - 1]!;
    const between = sorted.find((value) => value > sorted[0]!);
    if (between === undefined || between === largest) return [];
    const cuts = Array.from({ length: steps }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / (steps + 1))]!);
    return [...new Set(cuts)].filter((cut) => cut < largest);
  });
}

/** Columns with their steps that one model should have at most: its cost grows with the cube of their number. */
const MOST_COLUMNS = 120;

/** How many steps, 3 at most, every column can have without the model growing too wide. */
export function affordableSteps({ rows, columns, values }: Matrix): number {
  let cut = 0;
  for (let j = 0; j < columns; j++) {
    const seen = new Set<number>();
    for (let i = 0; i < rows && seen.size < 3; i++) seen.add(values[i * columns + j]!);
    if (seen.size === 3) cut++;
  }
  return Math.max(0, Math.min(3, Math.floor((MOST_COLUMNS - columns) / Math.max(1, cut))));
}

/** Each column, followed by an indicator of being above each of its cuts. */
export function withSteps(x: Matrix, thresholds: readonly (readonly number[])[]): Matrix {
  const columns = thresholds.reduce((sum, cuts) => sum + 1 + cuts.length, 0);
  const values = new Float64Array(x.rows * columns);
  for (let i = 0; i < x.rows; i++) {
    let at = i * columns;
    for (let j = 0; j < x.columns; j++) {
      const value = x.values[i * x.columns + j]!;
      values[at++] = value;
      for (const cut of thresholds[j]!) values[at++] = value > cut ? 1 : 0;
    }
  }
  return { rows: x.rows, columns, values };
}
