import { type Matrix, matrix } from "@aftercare/learn";

/** Columns of equal length side by side. */
export function fromColumns(columns: readonly ArrayLike<number>[]): Matrix {
  const rows = columns[0]?.length ?? 0;
  const values = new Float64Array(rows * columns.length);
  for (const [j, column] of columns.entries()) {
    for (let i = 0; i < rows; i++) values[i * columns.length + j] = column[i]!;
  }
  return matrix(rows, columns.length, values);
}
