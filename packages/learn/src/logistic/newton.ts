import { LearnError } from "../errors/index.ts";
import { addWeightedGram, cholesky, invertCholesky, solveCholesky } from "../matrix/index.ts";
import { sigmoid, softplus } from "./sigmoid.ts";

/** Weighted, penalised logistic likelihood over a design whose first column is the unpenalised intercept. */
export interface LogisticProblem {
  readonly design: Float64Array;
  readonly width: number;
  readonly labels: ArrayLike<number>;
  readonly weights: Float64Array;
  readonly weight: number;
  readonly l2: number;
}

/** Where the descent ended. */
export interface NewtonResult {
  readonly coefficients: Float64Array;
  readonly covariance: Float64Array;
  readonly iterations: number;
  readonly gradient: number;
}

/**
 * Minimises Σ wᵢ·logloss(yᵢ, zᵢ) + l2/2·‖β‖² by Newton's method (iteratively reweighted least squares) with halving of steps
 * that do not descend. Converged means: the largest entry of the gradient, per unit of weight, is at most `tolerance`, and the
 * next step would move no coefficient noticeably.
 */
export function newton(
  problem: LogisticProblem,
  start: number,
  maxIterations: number,
  tolerance: number,
): NewtonResult {
  const { width } = problem;
  let beta: Float64Array = new Float64Array(width);
  beta[0] = start;
  let loss = lossAt(problem, beta);
  for (let iteration = 0; iteration <= maxIterations; iteration++) {
    const { gradient, hessian } = derivativesAt(problem, beta);
    const factor = cholesky(hessian, width);
    if (factor === undefined) throw notUnique(problem.l2);
    const step = solveCholesky(factor, width, gradient);
    const largest = largestOf(gradient) / problem.weight;
    // A small gradient alone is no optimum: where a column separates the labels it fades while the steps stay long.
    if (largest <= tolerance && largestOf(step) <= 1e-5 * (1 + largestOf(beta))) {
      return {
        coefficients: beta,
        covariance: invertCholesky(factor, width),
        iterations: iteration,
        gradient: largest,
      };
    }
    const next = descend(problem, beta, loss, step, gradient);
    beta = next.beta;
    loss = next.loss;
  }
  throw new LearnError(
    "options.maxIterations",
    `${maxIterations} steps did not reach tolerance ${tolerance}; allow more, or give l2 above 0 if a column separates the labels`,
  );
}

function descend(
  problem: LogisticProblem,
  beta: Float64Array,
  loss: number,
  step: Float64Array,
  gradient: Float64Array,
): { beta: Float64Array; loss: number } {
  const slope = step.reduce((sum, entry, j) => sum + entry * gradient[j]!, 0);
  // Next to the optimum the true decrease is smaller than the rounding of the loss itself, so that much rise is no refusal.
  const rounding = 1e-13 * Math.max(Math.abs(loss), Number.MIN_VALUE);
  for (let length = 1; length > 1e-10; length /= 2) {
    const moved = beta.map((entry, j) => entry - length * step[j]!);
    const there = lossAt(problem, moved);
    if (there <= loss - 1e-4 * length * slope + rounding) return { beta: moved, loss: there };
  }
  throw notUnique(problem.l2);
}

function largestOf(vector: Float64Array): number {
  return vector.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
}

function notUnique(l2: number): LearnError {
  return new LearnError(
    "options.l2",
    `with l2 = ${l2} the best coefficients are not unique or not finite (columns that repeat each other, or labels that they separate); give a larger l2`,
  );
}

function linearAt(problem: LogisticProblem, beta: Float64Array, row: number): number {
  let z = 0;
  for (let j = 0; j < problem.width; j++) z += problem.design[row * problem.width + j]! * beta[j]!;
  return z;
}

function lossAt(problem: LogisticProblem, beta: Float64Array): number {
  let loss = 0;
  for (let i = 0; i < problem.weights.length; i++) {
    const weight = problem.weights[i]!;
    if (weight === 0) continue;
    const z = linearAt(problem, beta, i);
    loss += weight * softplus(problem.labels[i] === 1 ? -z : z);
  }
  let squares = 0;
  for (let j = 1; j < problem.width; j++) squares += beta[j]! ** 2;
  return loss + 0.5 * problem.l2 * squares;
}

function derivativesAt(
  problem: LogisticProblem,
  beta: Float64Array,
): { gradient: Float64Array; hessian: Float64Array } {
  const { design, width, weights, labels, l2 } = problem;
  const gradient = new Float64Array(width);
  const hessian = new Float64Array(width * width);
  const curvatures = new Float64Array(weights.length);
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    if (weight === 0) continue;
    const p = sigmoid(linearAt(problem, beta, i));
    const residual = weight * (p - labels[i]!);
    curvatures[i] = weight * p * (1 - p);
    const at = i * width;
    for (let j = 0; j < width; j++) gradient[j]! += residual * design[at + j]!;
  }
  addWeightedGram(hessian, design, width, curvatures);
  for (let j = 1; j < width; j++) {
    gradient[j]! += l2 * beta[j]!;
    hessian[j * width + j]! += l2;
  }
  return { gradient, hessian };
}
