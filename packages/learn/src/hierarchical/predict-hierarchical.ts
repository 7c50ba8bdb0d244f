import { LearnError, requireFinite, requireLength } from "../errors/index.ts";
import { sigmoid } from "../logistic/index.ts";
import type { Matrix } from "../matrix/index.ts";
import type { HierarchicalModel } from "./hierarchical-model.ts";
import { withSteps } from "./step-columns.ts";

/** Probability of label 1 of each row in each arm: rows × arms. Throws LearnError naming `x`: other columns, not finite. */
export function predictHierarchical(model: HierarchicalModel, x: Matrix): Matrix {
  const { arms, columns, intercepts, coefficients, means, scales } = model;
  if (x.columns !== columns) {
    throw new LearnError("x", `has ${x.columns} columns; the model was fitted on ${columns}`);
  }
  requireLength("x.values", x.values, x.rows * x.columns, "x.rows × x.columns");
  requireFinite("x", x.values);
  const design = withSteps(x, model.thresholds);
  const width = design.columns;
  const values = new Float64Array(x.rows * arms);
  const slopes = Float64Array.from(coefficients, (each, place) => each / scales[place % width]!);
  const starts = intercepts.map((start, a) =>
    means.reduce((sum, mean, j) => sum - mean * slopes[a * width + j]!, start),
  );
  for (let i = 0; i < x.rows; i++) {
    for (let a = 0; a < arms; a++) {
      let linear = starts[a]!;
      for (let j = 0; j < width; j++) linear += design.values[i * width + j]! * slopes[a * width + j]!;
      values[i * arms + a] = sigmoid(linear);
    }
  }
  return { rows: x.rows, columns: arms, values };
}
