import { LearnError, requireLength } from "../errors/index.ts";
import { type SparseRow, type SparseRows, sparseRow } from "./sparse-rows.ts";

/** Rows by column, for finding what resembles a new row without touching rows that share nothing with it. */
export interface NeighbourIndex {
  readonly rows: SparseRows;
  readonly labels: Int32Array;
  readonly classes: number;
  /** Rows of column `j`: `members[k]`, with their values there, for k from `starts[j]` to `starts[j + 1] − 1`. */
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
  readonly values: Float32Array;
  readonly lengths: Float64Array;
}

/**
 * Makes rows ready for being found.
 * @param labels class of each row, from 0 to `classes − 1`.  @throws LearnError naming `labels`.
 */
export function neighbourIndex(rows: SparseRows, labels: Int32Array, classes: number): NeighbourIndex {
  requireLength("labels", labels, rows.rows, "rows");
  if (labels.some((label) => label < 0 || label >= classes)) {
    throw new LearnError("labels", `must be whole numbers from 0 to ${classes - 1}`);
  }
  const starts = new Uint32Array(rows.columns + 1);
  for (const column of rows.indices) starts[column + 1]!++;
  for (let j = 0; j < rows.columns; j++) starts[j + 1]! += starts[j]!;
  const next = starts.slice();
  const members = new Uint32Array(rows.indices.length);
  const values = new Float32Array(rows.indices.length);
  for (let i = 0; i < rows.rows; i++) {
    for (let m = rows.starts[i]!; m < rows.starts[i + 1]!; m++) {
      const at = next[rows.indices[m]!]!++;
      members[at] = i;
      values[at] = rows.values[m]!;
    }
  }
  const lengths = Float64Array.from({ length: rows.rows }, (_, i) => lengthOf(sparseRow(rows, i)) || 1);
  return { rows, labels, classes, starts, members, values, lengths };
}

/** Cosine of the most similar row of each class, from 0 (nothing in common) to 1. */
export function nearestByClass(index: NeighbourIndex, row: SparseRow): Float64Array {
  const products = new Float64Array(index.lengths.length);
  for (let m = 0; m < row.indices.length; m++) {
    const value = row.values[m]!;
    const end = index.starts[row.indices[m]! + 1]!;
    for (let k = index.starts[row.indices[m]!]!; k < end; k++) products[index.members[k]!]! += value * index.values[k]!;
  }
  const length = lengthOf(row) || 1;
  const nearest = new Float64Array(index.classes);
  for (let i = 0; i < products.length; i++) {
    const similarity = products[i]! / (index.lengths[i]! * length);
    const label = index.labels[i]!;
    if (similarity > nearest[label]!) nearest[label] = similarity;
  }
  return nearest;
}

function lengthOf(row: SparseRow): number {
  let squares = 0;
  for (const value of row.values) squares += value * value;
  return Math.sqrt(squares);
}
