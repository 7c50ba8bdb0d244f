import { LearnError, requireFinite, requireLength } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";

/** A smooth surface through the training rows, which it carries with it; a plain object that survives JSON. */
export interface KernelRidgeModel {
  readonly kind: "kernel-ridge";
  readonly version: 1;
  readonly means: readonly number[];
  /** What each centred column is multiplied with: its relevance over its standard deviation. */
  readonly factors: readonly number[];
  /** Distance over which the likeness of two rows falls to 1 / e. */
  readonly length: number;
  readonly intercept: number;
  /** Training rows after centring and scaling, row-major. */
  readonly rows: readonly number[];
  /** Weight of each training row. */
  readonly coefficients: readonly number[];
}

/** Predictions for rows of raw values. Throws LearnError naming `x`: other columns, not finite. */
export function predictKernelRidge(model: KernelRidgeModel, x: Matrix): Float64Array {
  const { means, factors, length, intercept, coefficients } = model;
  const width = means.length;
  if (x.columns !== width) {
    throw new LearnError("x", `has ${x.columns} columns; the model was fitted on ${width}`);
  }
  requireLength("x.values", x.values, x.rows * width, "x.rows × x.columns");
  requireFinite("x", x.values);
  const points = Float64Array.from(model.rows);
  const asked = scaled(x, means, factors);
  return Float64Array.from({ length: x.rows }, (_, i) => {
    let sum = intercept;
    for (let j = 0; j < coefficients.length; j++) {
      sum += coefficients[j]! * Math.exp(-distance(asked, i, points, j, width) / length);
    }
    return sum;
  });
}

/** Rows centred and scaled, row-major. */
export function scaled(x: Matrix, means: readonly number[], factors: readonly number[]): Float64Array {
  return x.values.map((value, k) => (value - means[k % x.columns]!) * factors[k % x.columns]!);
}

/** Euclidean distance of row `i` of one list to row `j` of another. */
export function distance(a: Float64Array, i: number, b: Float64Array, j: number, width: number): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += (a[i * width + k]! - b[j * width + k]!) ** 2;
  return Math.sqrt(sum);
}
