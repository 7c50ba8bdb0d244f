import type { ArmRows } from "../hierarchical/index.ts";
import { softplus } from "../logistic/index.ts";

/** Of the labels, given the coefficients of each action. */
export function logLikelihood(rows: ArmRows, coefficients: readonly Float64Array[]): number {
  const { design, width, arm, labels, weights } = rows;
  let value = 0;
  for (let i = 0; i < arm.length; i++) {
    const own = coefficients[arm[i]!]!;
    const at = i * width;
    let linear = 0;
    for (let j = 0; j < width; j++) linear += design[at + j]! * own[j]!;
    value += weights[i]! * (labels[i]! * linear - softplus(linear));
  }
  return value;
}
