import { sigmoid } from "../logistic/index.ts";
import { addWeightedGram } from "../matrix/index.ts";

/** Rows with intercept and standardised columns (row-major, `width` each), the arm and the label of each row. */
export interface ArmRows {
  readonly design: Float64Array;
  readonly width: number;
  readonly arm: ArrayLike<number>;
  readonly arms: number;
  readonly labels: ArrayLike<number>;
  readonly weights: Float64Array;
}

/**
 * Curvature and slope of the log-likelihood in the coefficients of every arm: for arm `a` the `width × width` matrix
 * Σ p(1 − p) z zᵀ over its own rows (lower triangle filled), and the vector Σ (y − p) z.
 */
export interface ArmDerivatives {
  readonly curvature: readonly Float64Array[];
  readonly slope: readonly Float64Array[];
}

/** One pass over the rows; `coefficients[a]` holds the intercept and the slopes of arm `a`. */
export function armDerivatives(rows: ArmRows, coefficients: readonly Float64Array[]): ArmDerivatives {
  const { design, width, arm, labels, weights } = rows;
  const curvature = coefficients.map(() => new Float64Array(width * width));
  const slope = coefficients.map(() => new Float64Array(width));
  const bends = new Float64Array(arm.length);
  for (let i = 0; i < arm.length; i++) {
    const own = coefficients[arm[i]!]!;
    const at = i * width;
    let linear = 0;
    for (let j = 0; j < width; j++) linear += design[at + j]! * own[j]!;
    const p = sigmoid(linear);
    const weight = weights[i]!;
    const residual = weight * (labels[i]! - p);
    bends[i] = weight * p * (1 - p);
    const vector = slope[arm[i]!]!;
    for (let j = 0; j < width; j++) vector[j]! += residual * design[at + j]!;
  }
  const positions = Int32Array.from(bends.keys());
  for (const [a, matrix] of curvature.entries()) {
    addWeightedGram(
      matrix,
      design,
      width,
      bends,
      positions.filter((i) => arm[i] === a),
    );
  }
  return { curvature, slope };
}
