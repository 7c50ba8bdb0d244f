import type { Matrix } from "../../matrix/index.ts";

/** One column cut into few values: row i lies in `bin[i]`, and bins 0 to b are the values at most `thresholds[b]`. */
export interface BinnedColumn {
  readonly column: number;
  readonly bin: Uint16Array;
  /** One less than there are bins. */
  readonly thresholds: readonly number[];
}

/** Bins of every column that has at least two values: one for each value, or `most` of about equally many rows. */
export function binColumns(x: Matrix, most: number): BinnedColumn[] {
  return Array.from({ length: x.columns }, (_, column) => binColumn(x, column, most)).filter(
    ({ thresholds }) => thresholds.length > 0,
  );
}

function binColumn(x: Matrix, column: number, most: number): BinnedColumn {
  const values = Float64Array.from({ length: x.rows }, (_, i) => x.values[i * x.columns + column]!);
  const sorted = values.slice().sort();
  const thresholds = cutPoints(sorted, most);
  const bin = Uint16Array.from(values, (value) => {
    let low = 0;
    let high = thresholds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value <= thresholds[middle]!) high = middle;
      else low = middle + 1;
    }
    return low;
  });
  return { column, bin, thresholds };
}

function cutPoints(sorted: Float64Array, most: number): number[] {
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const last = distinct.at(-1)!;
  if (distinct.length <= most) return [...distinct.slice(0, -1)];
  const quantiles = Array.from({ length: most - 1 }, (_, b) => sorted[Math.floor(((b + 1) * sorted.length) / most)]!);
  return quantiles.filter((value, b) => value !== quantiles[b - 1] && value < last);
}
