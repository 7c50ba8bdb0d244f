/** Rows that are mostly zero: row `i` has `values[k]` in column `indices[k]` for k from `starts[i]` to `starts[i + 1] − 1`. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1 positions. */
  readonly starts: Uint32Array;
  /** No column twice within a row. */
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** One row on its own. */
export interface SparseRow {
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** Lays rows one after another. */
export function sparseRows(rows: readonly SparseRow[], columns: number): SparseRows {
  const starts = new Uint32Array(rows.length + 1);
  for (const [i, row] of rows.entries()) starts[i + 1] = starts[i]! + row.indices.length;
  const indices = new Uint32Array(starts[rows.length]!);
  const values = new Float32Array(starts[rows.length]!);
  for (const [i, row] of rows.entries()) {
    indices.set(row.indices, starts[i]!);
    values.set(row.values, starts[i]!);
  }
  return { rows: rows.length, columns, starts, indices, values };
}

/** One row as views on the matrix's own memory. */
export function sparseRow(x: SparseRows, row: number): SparseRow {
  const start = x.starts[row]!;
  const end = x.starts[row + 1]!;
  return { indices: x.indices.subarray(start, end), values: x.values.subarray(start, end) };
}
