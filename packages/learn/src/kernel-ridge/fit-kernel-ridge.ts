import { LearnError, requireFinite, requireLength, requireWhole } from "../errors/index.ts";
import { type Matrix, selectRows, standardise } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { conjugateGradient } from "./conjugate-gradient.ts";
import { distance, type KernelRidgeModel, scaled } from "./kernel-ridge-model.ts";

/** How to fit. */
export interface KernelRidgeOptions {
  /** Noise against signal: what is added to the kernel's diagonal of ones; 0.1 if not given. */
  readonly l2?: number;
  /** Length of the kernel in median distances of two rows; 3 if not given. */
  readonly width?: number;
  /** How often the columns' relevance is learned anew; 2 if not given, 0 for columns of equal say. */
  readonly rounds?: number;
  /** Determines the rows that relevance and median are taken from; 1 if not given. */
  readonly seed?: string | number;
}

/** More rows than this make a kernel of more than half a gigabyte. */
const mostRows = 8000;

/** Rows on which relevance is learned. */
const probeRows = 600;

/**
 * Kernel ridge regression with the Laplace kernel exp(−distance ÷ length) (Saunders, Gammerman, Vovk 1998, ICML: the mean of a Gaussian
 * process), for up to 8,000 rows of a smooth truth, where it often beats trees and errs elsewhere than they do. Columns are weighted by how much
 * the fitted surface slopes along them, learned in rounds (recursive feature machine, Radhakrishnan et al. 2024, Science 383,
 * diagonal form). Solved by conjugate gradients; the order of rows does not matter but for rounding.
 *
 * @param x rows × columns, finite.  @param y one number for each row.
 * @throws LearnError naming `x`, `y` or the option: empty, not finite, wrong length, too many rows.
 */
export function fitKernelRidge(x: Matrix, y: ArrayLike<number>, options: KernelRidgeOptions = {}): KernelRidgeModel {
  const { l2 = 0.1, width = 3, rounds = 2, seed = 1 } = options;
  if (x.rows === 0) throw new LearnError("x", "has no rows; at least one is needed");
  if (x.rows > mostRows) {
    throw new LearnError("x", `has ${x.rows} rows; at most ${mostRows} fit into memory: take a sample, or boosting`);
  }
  requireLength("x.values", x.values, x.rows * x.columns, "x.rows × x.columns");
  requireFinite("x", x.values);
  requireLength("y", y, x.rows, "x");
  requireFinite("y", y);
  if (!(l2 > 0 && Number.isFinite(l2))) throw new LearnError("options.l2", `is ${String(l2)}; above 0 is needed`);
  if (!(width > 0 && Number.isFinite(width))) {
    throw new LearnError("options.width", `is ${String(width)}; above 0 is needed`);
  }
  requireWhole("options.rounds", rounds, 0);
  if (!Number.isFinite(Float64Array.from(y).reduce((sum, each) => sum + each * each, 0))) {
    throw new LearnError("y", "has numbers whose squares leave 64 bits; give another unit");
  }
  const { means, scales, active } = standardise(x, new Float64Array(x.rows).fill(1));
  const varies = new Set(active);
  let relevance: readonly number[] = means.map((_, j) => (varies.has(j) ? 1 : 0));
  const probe = seededRandom(seed).shuffle(orderOf(x, y)).slice(0, probeRows);
  const factorsOf = () => relevance.map((each, j) => Math.sqrt(each) / scales[j]!);
  const few = selectRows(x, probe);
  const fewY = Float64Array.from(probe, (i) => y[i]!);
  for (let round = 0; round < rounds; round++) {
    const model = solve(few, fewY, means, factorsOf(), width, l2, few);
    relevance = relevanceOf(model, relevance);
  }
  return solve(x, Float64Array.from(y), means, factorsOf(), width, l2, few);
}

/** Positions of the rows by their values, so that which rows are probed does not hang on the order in which they came. */
function orderOf(x: Matrix, y: ArrayLike<number>): number[] {
  return Array.from({ length: x.rows }, (_, i) => i).sort((a, b) => {
    for (let j = 0; j < x.columns; j++) {
      const apart = x.values[a * x.columns + j]! - x.values[b * x.columns + j]!;
      if (apart !== 0) return apart;
    }
    return y[a]! - y[b]!;
  });
}

function solve(
  x: Matrix,
  y: Float64Array,
  means: readonly number[],
  factors: readonly number[],
  width: number,
  l2: number,
  few: Matrix,
): KernelRidgeModel {
  const n = x.rows;
  const points = scaled(x, means, factors);
  const length = width * medianDistance(scaled(few, means, factors), few.rows, x.columns);
  const kernel = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const likeness = Math.exp(-distance(points, i, points, j, x.columns) / length);
      kernel[i * n + j] = likeness;
      kernel[j * n + i] = likeness;
    }
    kernel[i * n + i] = 1 + l2;
  }
  const intercept = y.reduce((sum, each) => sum + each, 0) / n;
  const coefficients = conjugateGradient(
    kernel,
    y.map((each) => each - intercept),
  );
  return {
    ...{ kind: "kernel-ridge", version: 1, means, factors, length, intercept },
    rows: Array.from(points),
    coefficients: Array.from(coefficients),
  };
}

/** 1 where all rows are one point. */
function medianDistance(points: Float64Array, rows: number, width: number): number {
  const found: number[] = [];
  for (let i = 0; i < rows; i++) for (let j = i % 7; j < i; j += 7) found.push(distance(points, i, points, j, width));
  found.sort((a, b) => a - b);
  return found[found.length >> 1] || 1;
}

/**
 * Mean squared slope of the surface along each column in units of its standard deviation, to the power one half, scaled to a mean of 1 over the
 * columns that vary; the power keeps a column that seems of no use from being silenced by one small sample.
 */
function relevanceOf(model: KernelRidgeModel, relevance: readonly number[]): number[] {
  const { length, coefficients, means } = model;
  const width = means.length;
  const points = Float64Array.from(model.rows);
  const n = coefficients.length;
  const squares = new Float64Array(width);
  const slope = new Float64Array(width);
  for (let i = 0; i < n; i++) {
    slope.fill(0);
    for (let j = 0; j < n; j++) {
      const apart = distance(points, i, points, j, width);
      if (apart === 0) continue;
      const pull = (coefficients[j]! * Math.exp(-apart / length)) / (length * apart);
      for (let k = 0; k < width; k++) slope[k]! -= pull * (points[i * width + k]! - points[j * width + k]!);
    }
    // Points carry the root of the old relevance; the slope along the standardised column carries it once more.
    for (let k = 0; k < width; k++) squares[k]! += slope[k]! ** 2 * relevance[k]!;
  }
  const roots = Array.from(squares, Math.sqrt);
  const varying = relevance.filter((each) => each > 0).length;
  const total = roots.reduce((sum, each) => sum + each, 0);
  return total > 0 ? roots.map((each) => (each * varying) / total) : [...relevance];
}
