import type { Matrix } from "../matrix/index.ts";
import { selectData, type TreatmentData } from "./treatment-data.ts";

/** Positions of the rows whose treatment passes. */
export function positionsOf(treatment: ArrayLike<number>, wanted: (arm: number) => boolean): Int32Array {
  const found = new Int32Array(treatment.length);
  let count = 0;
  for (let i = 0; i < treatment.length; i++) if (wanted(treatment[i]!)) found[count++] = i;
  return found.subarray(0, count);
}

/** The rows that had this arm. */
export function rowsOfArm(data: TreatmentData, arm: number): { readonly x: Matrix; readonly y: ArrayLike<number> } {
  const { x, outcome } = selectData(
    data,
    positionsOf(data.treatment, (each) => each === arm),
  );
  return { x, y: outcome };
}

/** Values of a typed array at the given positions. */
export function valuesAt(values: ArrayLike<number>, positions: Int32Array): Float64Array {
  return Float64Array.from(positions, (i) => values[i]!);
}

/** Column `j` of a matrix. */
export function columnOf({ rows, columns, values }: Matrix, j: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]!);
}
