import { LearnError, requireFinite, requireLength, requireSome, requireWhole } from "../errors/index.ts";

/** Dense numbers, row after row: the entry at row `i`, column `j` is `values[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** Wraps `rows × columns` numbers without copying. Throws {@link LearnError} on a wrong count or a number that is not finite. */
export function matrix(rows: number, columns: number, values: Float64Array): Matrix {
  requireWhole("rows", rows, 0);
  requireWhole("columns", columns, 0);
  requireLength("values", values, rows * columns, "rows × columns");
  requireFinite("values", values);
  return { rows, columns, values };
}

/** Copies a list of rows of equal length. Throws {@link LearnError} if empty, ragged, or not finite, naming the row. */
export function matrixFromRows(rows: readonly ArrayLike<number>[]): Matrix {
  requireSome("rows", rows);
  const columns = rows[0]!.length;
  const values = new Float64Array(rows.length * columns);
  for (const [i, row] of rows.entries()) {
    if (row.length !== columns) {
      throw new LearnError("rows", `row ${i} has ${row.length} entries where row 0 has ${columns}; they must be equal`);
    }
    requireFinite(`rows[${i}]`, row);
    values.set(row, i * columns);
  }
  return { rows: rows.length, columns, values };
}

/** One row as a view on the matrix's own memory. Throws {@link LearnError} naming `row` where there is none of that number. */
export function rowOf(x: Matrix, row: number): Float64Array {
  if (!(row >= 0 && row < x.rows)) throw new LearnError("row", `is ${row}; there are rows 0 to ${x.rows - 1}`);
  return x.values.subarray(row * x.columns, (row + 1) * x.columns);
}

/** A copy of the rows whose positions are given, in that order. Throws {@link LearnError} as {@link rowOf} does. */
export function selectRows(x: Matrix, positions: readonly number[]): Matrix {
  const values = new Float64Array(positions.length * x.columns);
  for (const [i, position] of positions.entries()) values.set(rowOf(x, position), i * x.columns);
  return { rows: positions.length, columns: x.columns, values };
}
