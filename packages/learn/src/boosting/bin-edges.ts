import { seededRandom } from "../random/index.ts";
import type { GrowthSettings } from "./boosting-options.ts";
import type { Features } from "./features.ts";

/** How the values of a column are told apart. */
export interface ColumnBins {
  /** For numbers: bin b holds the values above edge b − 1 and at most edge b; there is one bin more than edges. */
  readonly edges: Float64Array;
  /** For categories: the category of each bin, else null. A category without a bin counts as missing. */
  readonly categories: Float64Array | null;
  /** Bins of present values. */
  readonly present: number;
  /** The bin of missing values, or −1 where training has none. */
  readonly missing: number;
}

/** Columns of more rows than this are cut by a sample of as many: quantiles of so many rows are sharp enough. */
const SAMPLE = 100_000;

/**
 * Bins for each column: one for each distinct value where there are few enough, otherwise of about equal numbers of rows. Edges lie
 * halfway between neighbouring values. Rows without weight are not looked at.
 */
export function findBins(x: Features, rows: Uint32Array, settings: GrowthSettings): ColumnBins[] {
  const sampled = rows.length <= SAMPLE ? rows : sampleRows(rows, settings.seed);
  const { byColumn, filled } = presentValues(x, sampled);
  const missing = sampled === rows ? filled.map((count) => count < rows.length) : columnsWithMissing(x, rows);
  return filled.map((count, column) => {
    const start = column * sampled.length;
    const sorted = byColumn.subarray(start, start + count).sort();
    const hasMissing = missing[column]!;
    if (settings.categorical.includes(column)) return binCategories(sorted, hasMissing, settings.bins);
    const edges = edgesBetween(sorted, settings.bins);
    const present = edges.length + 1;
    return { edges, categories: null, present, missing: hasMissing ? present : -1 };
  });
}

/** The values of the rows that are not missing, column after column, and how many each has. Read once, row by row. */
function presentValues(x: Features, rows: Uint32Array): { byColumn: Float64Array | Float32Array; filled: number[] } {
  const places = rows.length * x.columns;
  const byColumn = x.values instanceof Float32Array ? new Float32Array(places) : new Float64Array(places);
  const filled = new Array<number>(x.columns).fill(0);
  for (let k = 0; k < rows.length; k++) {
    for (let j = 0; j < x.columns; j++) {
      const value = x.values[rows[k]! * x.columns + j]!;
      // Zeros of either sign are one value.
      if (!Number.isNaN(value)) byColumn[j * rows.length + filled[j]!++] = value === 0 ? 0 : value;
    }
  }
  return { byColumn, filled };
}

function sampleRows(rows: Uint32Array, seed: string | number): Uint32Array {
  const random = seededRandom(`bins ${seed}`);
  const sampled = new Uint32Array(SAMPLE);
  let taken = 0;
  for (let i = 0; taken < SAMPLE; i++) {
    if (random.next() * (rows.length - i) < SAMPLE - taken) sampled[taken++] = rows[i]!;
  }
  return sampled;
}

function columnsWithMissing(x: Features, rows: Uint32Array): boolean[] {
  const missing = new Array<boolean>(x.columns).fill(false);
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]! * x.columns;
    for (let j = 0; j < x.columns; j++) if (Number.isNaN(x.values[row + j]!)) missing[j] = true;
  }
  return missing;
}

function edgesBetween(sorted: Float64Array | Float32Array, bins: number): Float64Array {
  const starts: number[] = [];
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) starts.push(i);
  const edges: number[] = [];
  const close = (start: number): number => edges.push(halfway(sorted[start - 1]!, sorted[start]!));
  if (starts.length <= bins) {
    for (const start of starts.slice(1)) close(start);
    return Float64Array.from(edges);
  }
  // A value with more rows than a fair bin keeps one for itself; what is left is shared among the bins left.
  let opened = 0;
  for (let k = 1; k < starts.length && edges.length < bins - 1; k++) {
    const fair = (sorted.length - opened) / (bins - edges.length);
    const start = starts[k]!;
    const next = starts[k + 1] ?? sorted.length;
    if (start - opened >= fair || (next - start >= fair && start > opened) || next - opened > 1.5 * fair) {
      close(start);
      opened = start;
    }
  }
  return Float64Array.from(edges);
}

/** A number `m` with `a <= m < b`, the mean where rounding lets it. */
function halfway(a: number, b: number): number {
  const mean = a / 2 + b / 2;
  return mean >= a && mean < b ? mean : a;
}

function binCategories(sorted: Float64Array | Float32Array, hasMissing: boolean, bins: number): ColumnBins {
  const counts = new Map<number, number>();
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1);
  const kept = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, bins);
  const categories = Float64Array.from(kept, ([category]) => category).sort();
  const present = Math.max(1, categories.length);
  const missing = hasMissing || counts.size > kept.length ? present : -1;
  return { edges: new Float64Array(0), categories, present, missing };
}
