import type { Matrix } from "../matrix/index.ts";

/** Every value as the number of a bin, column by column, so that a node finds its splits in one pass. */
export interface BinnedColumns {
  /** Column after column: bin of row `i` in column `j` at `j * rows + i`. */
  readonly bins: Uint8Array;
  /** For each column the largest value of each bin, ascending. */
  readonly edges: readonly Float64Array[];
}

const MOST = 255;

/** Bins by quantiles; a column with at most 255 values keeps them all apart. */
export function binColumns({ rows, columns, values }: Matrix): BinnedColumns {
  const bins = new Uint8Array(rows * columns);
  const edges: Float64Array[] = [];
  for (let j = 0; j < columns; j++) {
    const column = Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]!);
    const own = edgesOf(column.slice().sort());
    edges.push(own);
    for (let i = 0; i < rows; i++) bins[j * rows + i] = binOf(own, column[i]!);
  }
  return { bins, edges };
}

function edgesOf(sorted: Float64Array): Float64Array {
  const distinct: number[] = [];
  for (const value of sorted) if (value !== distinct.at(-1)) distinct.push(value);
  if (distinct.length <= MOST) return Float64Array.from(distinct);
  const edges: number[] = [];
  for (let k = 1; k <= MOST; k++) {
    const value = sorted[Math.ceil((k * sorted.length) / MOST) - 1]!;
    if (value !== edges.at(-1)) edges.push(value);
  }
  return Float64Array.from(edges);
}

/** The first bin whose edge is at least the value; values above all edges belong to the last. */
function binOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
