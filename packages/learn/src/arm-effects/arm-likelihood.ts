import { sigmoid, softplus } from "../logistic/index.ts";

/** Rows as they enter the likelihood: `width` numbers each (1, the base, the standardised columns), their action and label. */
export interface EffectRows {
  readonly design: Float64Array;
  readonly width: number;
  readonly arm: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** The log-likelihood with, for each action, its slope and curvature (lower triangle) in the action's own coefficients. */
export interface ArmLikelihood {
  readonly value: number;
  readonly slope: readonly Float64Array[];
  readonly curvature: readonly Float64Array[];
}

/** One pass over the rows. */
export function armLikelihood(rows: EffectRows, coefficients: readonly Float64Array[]): ArmLikelihood {
  const { design, width, arm, labels, weights } = rows;
  const slope = coefficients.map(() => new Float64Array(width));
  const curvature = coefficients.map(() => new Float64Array(width * width));
  let value = 0;
  for (let i = 0; i < arm.length; i++) {
    const a = arm[i]!;
    const own = coefficients[a]!;
    const at = i * width;
    let linear = 0;
    for (let j = 0; j < width; j++) linear += design[at + j]! * own[j]!;
    const weight = weights[i]!;
    const p = sigmoid(linear);
    value += weight * (labels[i]! * linear - softplus(linear));
    const residual = weight * (labels[i]! - p);
    const bend = weight * p * (1 - p);
    const vector = slope[a]!;
    const matrix = curvature[a]!;
    for (let j = 0; j < width; j++) {
      const entry = design[at + j]!;
      vector[j]! += residual * entry;
      const scaled = bend * entry;
      for (let k = 0; k <= j; k++) matrix[j * width + k]! += scaled * design[at + k]!;
    }
  }
  return { value, slope, curvature };
}
