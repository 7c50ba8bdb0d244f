import type { ColumnBins } from "./bin-edges.ts";
import type { BinnedRows } from "./bin-rows.ts";
import type { GrowthSettings } from "./boosting-options.ts";
import type { Features } from "./features.ts";
import { mostOwnRows } from "./team.ts";

/** Rows kept apart for early stopping, with their scores so far. */
export interface ValidationSpace {
  readonly x: Features;
  readonly y: Float64Array;
  readonly weights: Float64Array | undefined;
  readonly raw: Float64Array;
  /** Sums of weighted losses by fixed blocks of rows, so that their total does not depend on the number of ranks. */
  readonly blockLoss: Float64Array;
}

/** All memory of one training: what the ranks of a team share. Its typed arrays may lie on SharedArrayBuffers. */
export interface Workspace {
  readonly x: Features;
  readonly y: Float64Array;
  readonly weights: Float64Array | undefined;
  /** Rows with a weight above 0. */
  readonly activeRows: number;
  readonly totalWeight: number;
  readonly maxWeight: number;
  readonly start: number;
  readonly columns: readonly ColumnBins[];
  /** Where the bins of each column begin in a histogram. */
  readonly offsets: Int32Array;
  readonly binned: BinnedRows;
  /** Raw score of each row so far. */
  readonly raw: Float64Array;
  /** For each row its gradient, then its second derivative with a count of one below it: see fixed-point.ts. */
  readonly derivatives: Float64Array;
  /** Histograms of the leaves that may still be split. */
  readonly slots: readonly Float64Array[];
  /** What each rank counts for a histogram, before the sum; none where there is one rank. */
  readonly partial: readonly Float64Array[];
  /** Best splits that each rank found among its columns, two leaves each. */
  readonly candidates: Float64Array;
  /** Which bins go left in those, for categories: 256 places each. */
  readonly candidateBins: Uint8Array;
  /** For each rank a bound on its rows' scores or residuals. */
  readonly bounds: Float64Array;
  /** Weight of each rank's rows in each leaf, as whole numbers of a unit. */
  readonly leafWeights: Float64Array;
  /** For quantiles: the rows of each leaf by rank, where they begin, and the quantile of their residuals. */
  readonly leafRows: Uint32Array;
  readonly leafStarts: Int32Array;
  readonly leafQuantiles: Float64Array;
  readonly validation: ValidationSpace | null;
}

export const CANDIDATE = 6;
export const VALIDATION_BLOCK = 4096;

/** What the memory must hold. */
export interface WorkspacePlan {
  readonly x: Features;
  readonly y: ArrayLike<number>;
  readonly weights: ArrayLike<number> | undefined;
  readonly columns: readonly ColumnBins[];
  readonly start: number;
  readonly activeRows: number;
  readonly validation:
    | { readonly x: Features; readonly y: ArrayLike<number>; readonly weights?: ArrayLike<number> }
    | undefined;
  readonly settings: GrowthSettings;
  readonly ranks: number;
}

/** Lays out the memory on buffers from `allocate` (bytes to a buffer of zeros). */
export function createWorkspace(plan: WorkspacePlan, allocate: (bytes: number) => ArrayBufferLike): Workspace {
  const { x, y, weights, columns, start, activeRows, validation, settings, ranks } = plan;
  const floats = (count: number): Float64Array => new Float64Array(allocate(8 * count));
  const copied = (values: ArrayLike<number>): Float64Array => {
    const copy = floats(values.length);
    copy.set(values);
    return copy;
  };
  const offsets = new Int32Array(allocate(4 * (columns.length + 1)));
  for (const [j, { present, missing }] of columns.entries()) {
    offsets[j + 1] = offsets[j]! + present + (missing < 0 ? 0 : 1);
  }
  const histogram = 2 * offsets[columns.length]!;
  const quantile = typeof settings.loss === "object";
  return {
    x,
    y: copied(y),
    weights: weights ? copied(weights) : undefined,
    activeRows,
    totalWeight: weights ? totalOf(weights) : x.rows,
    maxWeight: weights ? largestOf(weights) : 1,
    start,
    columns,
    offsets,
    binned: {
      byRow: new Uint8Array(allocate(x.rows * x.columns)),
      byColumn: new Uint8Array(allocate(x.rows * x.columns)),
    },
    raw: floats(x.rows).fill(start),
    derivatives: floats(2 * x.rows),
    slots: Array.from({ length: settings.maxLeaves }, () => floats(histogram)),
    partial: Array.from({ length: ranks > 1 ? ranks : 0 }, () => floats(histogram)),
    candidates: floats(2 * ranks * CANDIDATE),
    candidateBins: new Uint8Array(allocate(2 * ranks * 256)),
    bounds: floats(ranks),
    leafWeights: floats(ranks * settings.maxLeaves),
    leafRows: new Uint32Array(allocate(quantile ? 4 * ranks * mostOwnRows(ranks, x.rows) : 0)),
    leafStarts: new Int32Array(allocate(quantile ? 4 * ranks * (settings.maxLeaves + 1) : 0)),
    leafQuantiles: floats(quantile ? settings.maxLeaves : 0),
    validation: validation
      ? {
          x: validation.x,
          y: copied(validation.y),
          weights: validation.weights ? copied(validation.weights) : undefined,
          raw: floats(validation.x.rows).fill(start),
          blockLoss: floats(Math.ceil(validation.x.rows / VALIDATION_BLOCK)),
        }
      : null,
  };
}

function totalOf(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

function largestOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i]!);
  return largest;
}
