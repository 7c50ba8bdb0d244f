import { cholesky, solveCholesky } from "../matrix/index.ts";
import type { ArmDerivatives } from "./arm-likelihood.ts";
import type { HierarchicalVariances } from "./hierarchical-model.ts";

/**
 * The coefficients in one vector: first the common ones (intercept, then columns), then those of each arm as deviations from
 * them, `width` apiece. Two Gaussians meet in it: the likelihood near its present point and the prior.
 */
export interface JointSystem {
  readonly size: number;
  readonly width: number;
  readonly arms: number;
  /** Curvature of the log-likelihood, size × size, both triangles. */
  readonly curvature: Float64Array;
  /** Slope plus curvature times the point it was taken at, so that `curvature · β = target` without a prior. */
  readonly target: Float64Array;
}

/** Spreads the arms' own derivatives over the joint vector: an arm's row counts for the common part and for its own. */
export function jointSystem(derivatives: ArmDerivatives, width: number, point: Float64Array): JointSystem {
  const arms = derivatives.curvature.length;
  const size = width * (arms + 1);
  const curvature = new Float64Array(size * size);
  const target = new Float64Array(size);
  for (let a = 0; a < arms; a++) {
    const own = derivatives.curvature[a]!;
    const places = [0, width * (a + 1)];
    for (let j = 0; j < width; j++) {
      for (const place of places) target[place + j]! += derivatives.slope[a]![j]!;
      for (let k = 0; k < width; k++) {
        const entry = j >= k ? own[j * width + k]! : own[k * width + j]!;
        for (const row of places) {
          for (const column of places) curvature[(row + j) * size + column + k]! += entry;
        }
      }
    }
  }
  for (let r = 0; r < size; r++) {
    let sum = 0;
    for (let c = 0; c < size; c++) sum += curvature[r * size + c]! * point[c]!;
    target[r]! += sum;
  }
  return { size, width, arms, curvature, target };
}

/** Prior precision of each entry of the joint vector. The common intercept is all but free. */
export function precisions(variances: HierarchicalVariances): Float64Array {
  const width = variances.column.length + 1;
  const precision = new Float64Array(width * (variances.arm.length + 1)).fill(1 / variances.common, 1, width);
  precision[0] = 1e-8;
  for (const [a, ofArm] of variances.arm.entries()) {
    const start = width * (a + 1);
    precision[start] = 1 / variances.intercept;
    for (const [j, ofColumn] of variances.column.entries()) precision[start + 1 + j] = 1 / (ofArm * ofColumn);
  }
  return precision;
}

/** Where likelihood and prior balance, and the factor of their joint precision. */
export function balance(system: JointSystem, precision: Float64Array): { mean: Float64Array; factor: Float64Array } {
  const { size, curvature, target } = system;
  const sum = curvature.slice();
  for (let r = 0; r < size; r++) sum[r * size + r]! += precision[r]!;
  const factor = cholesky(sum, size);
  // With every precision above zero the sum is positive definite; only rounding at absurd scales could deny it.
  if (factor === undefined) throw new RangeError("the joint system lost its definiteness to rounding");
  return { mean: solveCholesky(factor, size, target), factor };
}

/** Posterior variance of each entry: the diagonal of the inverse, by the inverse of the factor alone. */
export function posteriorVariances(factor: Float64Array, size: number): Float64Array {
  const variances = new Float64Array(size);
  const column = new Float64Array(size);
  for (let c = 0; c < size; c++) {
    let sum = 0;
    for (let r = c; r < size; r++) {
      const row = r * size;
      let entry = r === c ? 1 : 0;
      for (let k = c; k < r; k++) entry -= factor[row + k]! * column[k]!;
      entry /= factor[row + r]!;
      column[r] = entry;
      sum += entry * entry;
    }
    variances[c] = sum;
  }
  return variances;
}
