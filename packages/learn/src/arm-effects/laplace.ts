import { type ArmDerivatives, type ArmRows, armDerivatives } from "../hierarchical/index.ts";
import { cholesky, solveCholesky } from "../matrix/index.ts";
import { logLikelihood } from "./log-likelihood.ts";
import { coefficientsOf, type Parameters, type Prior, placesOf } from "./parameters.ts";

/** The most probable vector, and the Cholesky factor of the precision there. */
export interface Posterior {
  readonly point: Float64Array;
  readonly factor: Float64Array;
}

const MOST_STEPS = 30;
const TOLERANCE = 1e-8;

/**
 * Newton's method to the mode of a log-concave posterior, halving a step that does not climb, and Laplace's approximation there
 * (MacKay 1992, "The Evidence Framework Applied to Classification Networks", Neural Computation 4).
 */
export function laplace(
  rows: ArmRows,
  parameters: Parameters,
  prior: Prior,
  start: Float64Array,
  mostSteps = MOST_STEPS,
): Posterior {
  const { size } = parameters;
  const heightOf = (at: Float64Array) => logLikelihood(rows, coefficientsOf(parameters, at)) - distance(prior, at);
  const slopesAt = (at: Float64Array) =>
    spread(armDerivatives(rows, coefficientsOf(parameters, at)), parameters, prior, at);
  let point = start;
  let height = heightOf(point);
  for (let step = 0; step < mostSteps; step++) {
    const { slope, curvature } = slopesAt(point);
    const move = solveCholesky(definite(curvature, size), size, slope);
    let share = 1;
    let next = moved(point, move, share);
    let high = heightOf(next);
    while (!(high >= height - 1e-9 * Math.abs(height)) && share > 1e-6) {
      share /= 2;
      next = moved(point, move, share);
      high = heightOf(next);
    }
    const gain = high - height;
    [point, height] = [next, high];
    if (gain < TOLERANCE * (1 + Math.abs(height))) break;
  }
  return { point, factor: definite(slopesAt(point).curvature, size) };
}

/** Slope and curvature of the negative log-posterior's opposite in the whole vector. */
function spread(likelihood: ArmDerivatives, parameters: Parameters, prior: Prior, point: Float64Array) {
  const { size, width, arms } = parameters;
  const slope = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  for (let arm = 0; arm < arms; arm++) {
    const own = likelihood.curvature[arm]!;
    const places = Array.from({ length: width }, (_, k) => placesOf(parameters, arm, k));
    for (let j = 0; j < width; j++) {
      for (const row of places[j]!) slope[row]! += likelihood.slope[arm]![j]!;
      for (let k = 0; k < width; k++) {
        const entry = j >= k ? own[j * width + k]! : own[k * width + j]!;
        for (const row of places[j]!) for (const column of places[k]!) curvature[row * size + column]! += entry;
      }
    }
  }
  for (let r = 0; r < size; r++) {
    slope[r]! -= prior.precision[r]! * (point[r]! - prior.mean[r]!);
    curvature[r * size + r]! += prior.precision[r]!;
  }
  return { slope, curvature };
}

function definite(curvature: Float64Array, size: number): Float64Array {
  const factor = cholesky(curvature, size);
  // Every precision of the prior is above zero, so that only rounding at absurd scales could deny it.
  if (factor === undefined) throw new RangeError("the posterior's precision lost its definiteness to rounding");
  return factor;
}

function distance({ mean, precision }: Prior, point: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < point.length; r++) sum += (precision[r]! * (point[r]! - mean[r]!) ** 2) / 2;
  return sum;
}

function moved(point: Float64Array, move: Float64Array, share: number): Float64Array {
  return point.map((each, r) => each + share * move[r]!);
}
