import type { Cost } from "./measured.ts";

/** A figure on the rows asked about. */
export interface Metric {
  readonly mean: number;
  /** Standard error over folds, or over rows where there is one fold. */
  readonly se?: number;
  /** Standard error over the rows asked about, where `se` is over folds. */
  readonly sampling_se?: number;
}

export type Metrics = Readonly<Record<string, Metric>>;

/** What one method reached and cost. */
export interface MethodResult extends Cost {
  readonly method: string;
  readonly metrics: Metrics;
  /** The same figures for parts of the rows, such as months. */
  readonly by_month?: Readonly<Record<string, Metrics>>;
  /** Figures of each treatment against the control, where there are several. */
  readonly by_arm?: Readonly<Record<string, Metrics>>;
  /** The same for each set, language or training part of a file that holds several. */
  readonly by_part?: Readonly<Record<string, Metrics>>;
}

/** The automatic method less another on the same rows, with its 95 % interval. */
export interface Difference {
  readonly method: string;
  readonly metric: string;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** Whether a learned policy may take the place of the best constant action. */
export interface Gate {
  readonly deploy: boolean;
  readonly best_constant: string;
  /** Value of the policy less that of the best constant action. */
  readonly difference: { readonly estimate: number; readonly lower: number; readonly upper: number };
  readonly reason: string;
}

/** All methods on one task; the automatic one is called `auto`. */
export interface TaskResult {
  /** The file and what was counted in it. */
  readonly data: string;
  /** How the rows were divided into those learned from and those asked about. */
  readonly protocol: string;
  readonly results: readonly MethodResult[];
  readonly differences?: readonly Difference[];
  readonly gate?: Gate;
  /** What the automatic methods chose, in words. */
  readonly chosen?: readonly string[];
  /** Methods left out because the time was up. */
  readonly skipped?: readonly string[];
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
