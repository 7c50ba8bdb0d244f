import { LearnError, requireFinite, requireLength } from "../errors/index.ts";
import { type Matrix, rowOf } from "../matrix/index.ts";
import type { RidgeModel } from "./ridge-model.ts";

/** Predictions for rows of raw (not standardised) values. Throws LearnError naming `x`: other columns, not finite. */
export function predictRidge(model: RidgeModel, x: Matrix): Float64Array {
  const { coefficients, means, scales, intercept } = model;
  if (x.columns !== coefficients.length) {
    throw new LearnError("x", `has ${x.columns} columns; the model was fitted on ${coefficients.length}`);
  }
  requireLength("x.values", x.values, x.rows * x.columns, "x.rows × x.columns");
  requireFinite("x", x.values);
  return Float64Array.from({ length: x.rows }, (_, i) =>
    rowOf(x, i).reduce((sum, value, j) => sum + coefficients[j]! * ((value - means[j]!) / scales[j]!), intercept),
  );
}
