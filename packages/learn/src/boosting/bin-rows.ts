import type { ColumnBins } from "./bin-edges.ts";
import type { Features } from "./features.ts";

/** Writes the bins of the given rows, row-major, into `binned`. Every rank may do its own rows. */
export function binRows(x: Features, columns: readonly ColumnBins[], rows: Uint32Array, binned: Uint8Array): void {
  const width = x.columns;
  for (let j = 0; j < width; j++) {
    const bins = columns[j]!;
    if (bins.categories) binCategories(x, bins, bins.categories, j, rows, binned);
  }
  const numeric = columns.flatMap((bins, j) => (bins.categories ? [] : [j]));
  // All edges of a column in 256 places, the free ones above every number: eight comparisons without a branch find the bin.
  const edges = new Float64Array(256 * width).fill(Number.POSITIVE_INFINITY);
  for (const j of numeric) edges.set(columns[j]!.edges, 256 * j);
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]! * width;
    for (const j of numeric) {
      const value = x.values[row + j]!;
      binned[row + j] = Number.isNaN(value) ? columns[j]!.missing : search(edges, 256 * j, value);
    }
  }
}

function search(edges: Float64Array, from: number, value: number): number {
  let low = from;
  for (let half = 128; half > 0; half >>= 1) if (edges[low + half - 1]! < value) low += half;
  return low - from;
}

function binCategories(
  x: Features,
  { missing }: ColumnBins,
  categories: Float64Array,
  column: number,
  rows: Uint32Array,
  binned: Uint8Array,
): void {
  const binOf = new Map<number, number>();
  categories.forEach((category, bin) => {
    binOf.set(category, bin);
  });
  for (let k = 0; k < rows.length; k++) {
    const place = rows[k]! * x.columns + column;
    binned[place] = binOf.get(x.values[place]!) ?? missing;
  }
}
