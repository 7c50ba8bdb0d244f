import type { ColumnBins } from "./bin-edges.ts";
import type { Features } from "./features.ts";

/** Rows that are read once for all columns while they lie in the cache. */
const BATCH = 256;

/** The bin of each value, twice: counting reads all columns of a row, dealing rows to the sides of a split reads one column. */
export interface BinnedRows {
  /** Entry of row i, column j at `i * columns + j`. */
  readonly byRow: Uint8Array;
  /** Entry of row i, column j at `j * rows + i`. */
  readonly byColumn: Uint8Array;
}

/** Writes the bins of the given rows. Every rank may do its own. */
export function binRows(x: Features, columns: readonly ColumnBins[], rows: Uint32Array, binned: BinnedRows): void {
  const padded = columns.map(({ edges }) => paddedEdges(edges));
  const binOf = columns.map(
    ({ categories }) => new Map(categories && Array.from(categories, (each, bin) => [each, bin])),
  );
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.subarray(from, from + BATCH);
    for (const [column, { categories, missing }] of columns.entries()) {
      if (categories) binCategories(x, binOf[column]!, missing, column, batch, binned);
      else binNumbers(x, padded[column]!, missing, column, batch, binned);
    }
  }
}

/** As many places as the next power of two less one, the free ones above every number: a search then needs no branch. */
function paddedEdges(edges: Float64Array): Float64Array {
  let places = 1;
  while (places < edges.length + 1) places *= 2;
  const padded = new Float64Array(places).fill(Number.POSITIVE_INFINITY);
  padded.set(edges);
  return padded;
}

function binNumbers(
  x: Features,
  edges: Float64Array,
  missing: number,
  column: number,
  batch: Uint32Array,
  { byRow, byColumn }: BinnedRows,
): void {
  const { values, columns } = x;
  const start = column * x.rows;
  for (let k = 0; k < batch.length; k++) {
    const row = batch[k]!;
    const value = values[row * columns + column]!;
    let bin = 0;
    for (let half = edges.length >> 1; half > 0; half >>= 1) bin += edges[bin + half - 1]! < value ? half : 0;
    if (Number.isNaN(value)) bin = missing;
    byRow[row * columns + column] = bin;
    byColumn[start + row] = bin;
  }
}

function binCategories(
  x: Features,
  binOf: ReadonlyMap<number, number>,
  missing: number,
  column: number,
  batch: Uint32Array,
  { byRow, byColumn }: BinnedRows,
): void {
  for (const row of batch) {
    const bin = binOf.get(x.values[row * x.columns + column]!) ?? missing;
    byRow[row * x.columns + column] = bin;
    byColumn[column * x.rows + row] = bin;
  }
}
