import type { Matrix } from "../matrix/index.ts";

/** `x` with 0 in every column that is constant: its product with an indicator would be the indicator again. */
export function withoutConstants(x: Matrix): Matrix {
  const varies = new Uint8Array(x.columns);
  for (let place = x.columns; place < x.values.length; place++) {
    if (x.values[place] !== x.values[place % x.columns]) varies[place % x.columns] = 1;
  }
  return { ...x, values: x.values.map((value, place) => (varies[place % x.columns] ? value : 0)) };
}

/**
 * The columns of `x`, then an indicator for each treatment, then (with interactions) the products of every column with every
 * indicator.
 */
export function withTreatment(
  x: Matrix,
  treatmentOf: (row: number) => number,
  arms: number,
  interactions: boolean,
): Matrix {
  const treatments = arms - 1;
  const columns = x.columns + treatments * (interactions ? 1 + x.columns : 1);
  const values = new Float64Array(x.rows * columns);
  for (let i = 0; i < x.rows; i++) {
    const from = i * x.columns;
    const to = i * columns;
    for (let j = 0; j < x.columns; j++) values[to + j] = x.values[from + j]!;
    const treatment = treatmentOf(i);
    if (treatment === 0) continue;
    values[to + x.columns + treatment - 1] = 1;
    if (!interactions) continue;
    const products = to + x.columns + treatments + (treatment - 1) * x.columns;
    for (let j = 0; j < x.columns; j++) values[products + j] = x.values[from + j]!;
  }
  return { rows: x.rows, columns, values };
}

/** The columns of `x` and one more at the end. */
export function withColumn(x: Matrix, column: ArrayLike<number>): Matrix {
  const columns = x.columns + 1;
  const values = new Float64Array(x.rows * columns);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++) values[i * columns + j] = x.values[i * x.columns + j]!;
    values[i * columns + x.columns] = column[i]!;
  }
  return { rows: x.rows, columns, values };
}

/** The columns of `x` and the number of the arm, for models that take it as a category. */
export function withArm(x: Matrix, armOf: (row: number) => number): Matrix {
  return withColumn(
    x,
    Float64Array.from({ length: x.rows }, (_, i) => armOf(i)),
  );
}
