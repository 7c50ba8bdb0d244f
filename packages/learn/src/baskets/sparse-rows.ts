/** Rows with few entries: row `r` has `values[k]` in column `columns[k]` for `k` from `starts[r]` to `starts[r + 1] − 1`. */
export interface SparseRows {
  readonly rows: number;
  readonly width: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** Columns become rows; the entries of each are in ascending order of their former row. */
export function transpose(m: SparseRows): SparseRows {
  const starts = new Int32Array(m.width + 1);
  for (const column of m.columns) starts[column + 1]!++;
  for (let c = 0; c < m.width; c++) starts[c + 1]! += starts[c]!;
  const next = starts.slice(0, m.width);
  const columns = new Int32Array(m.columns.length);
  const values = new Float64Array(m.columns.length);
  for (let row = 0; row < m.rows; row++) {
    for (let k = m.starts[row]!; k < m.starts[row + 1]!; k++) {
      const at = next[m.columns[k]!]!++;
      columns[at] = row;
      values[at] = m.values[k]!;
    }
  }
  return { rows: m.width, width: m.rows, starts, columns, values };
}

/** Squared length of every row. */
export function squaredLengths(m: SparseRows): Float64Array {
  const lengths = new Float64Array(m.rows);
  for (let row = 0; row < m.rows; row++) {
    for (let k = m.starts[row]!; k < m.starts[row + 1]!; k++) lengths[row]! += m.values[k]! ** 2;
  }
  return lengths;
}
