import type { Cost } from "./basket/measured.ts";

/** A figure on the rows asked about, with its standard error over them where it has one. */
export interface Metric {
  readonly mean: number;
  readonly se?: number;
}

/** What one method reached and cost. */
export interface MethodResult extends Cost {
  readonly method: string;
  readonly metrics: Readonly<Record<string, Metric>>;
  /** The same figures for parts of the rows, such as months. */
  readonly by_month?: Readonly<Record<string, Readonly<Record<string, Metric>>>>;
}

/** The automatic method less another on the same rows. */
export interface Difference {
  readonly method: string;
  readonly metric: string;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** All methods on one task; the automatic one is called `auto`. */
export interface TaskResult {
  readonly data: string;
  readonly protocol: string;
  readonly results: readonly MethodResult[];
  readonly differences: readonly Difference[];
}

/** The mean of a list with its standard error. */
export function meanMetric(values: ArrayLike<number>): Metric {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  return { mean, se: Math.sqrt(squares / Math.max(1, values.length - 1) / values.length) };
}
