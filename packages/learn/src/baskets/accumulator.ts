import type { SparseRows } from "./sparse-rows.ts";

/** Sums over columns of which few are touched at a time; amounts must be above 0, since 0 means untouched. */
export interface Accumulator {
  /** The sum of every column. */
  readonly values: Float64Array;
  add(column: number, amount: number): void;
  /** Adds `weight` times a row. */
  addRow(rows: SparseRows, row: number, weight: number): void;
  /** The columns that hold a sum, a view that lasts until the next change. */
  touched(): Int32Array;
  /** Back to 0, in time proportional to what was touched. */
  clear(): void;
}

/** An empty accumulator. It is made once and reused: a list of the catalogue's length for each shopper would cost more than the sums. */
export function accumulator(width: number): Accumulator {
  const values = new Float64Array(width);
  const columns = new Int32Array(width);
  let end = 0;
  return {
    values,
    add(column, amount) {
      if (values[column] === 0) columns[end++] = column;
      values[column]! += amount;
    },
    addRow(rows, row, weight) {
      if (weight === 0) return;
      const last = rows.starts[row + 1]!;
      for (let k = rows.starts[row]!; k < last; k++) {
        const column = rows.columns[k]!;
        if (values[column] === 0) columns[end++] = column;
        values[column]! += weight * rows.values[k]!;
      }
    },
    touched: () => columns.subarray(0, end),
    clear() {
      for (let k = 0; k < end; k++) values[columns[k]!] = 0;
      end = 0;
    },
  };
}
