import type { ColumnBins } from "./bin-edges.ts";
import { type EdgeGrid, edgeGrid, edgesBelow } from "./edge-grid.ts";
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
  const grids = columns.map(({ edges }) => edgeGrid(edges));
  const binOf = columns.map(
    ({ categories }) => new Map(categories && Array.from(categories, (each, bin) => [each, bin])),
  );
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.subarray(from, from + BATCH);
    for (const [column, { categories, missing }] of columns.entries()) {
      if (categories) binCategories(x, binOf[column]!, missing, column, batch, binned);
      else binNumbers(x, grids[column]!, missing, column, batch, binned);
    }
  }
}

function binNumbers(
  x: Features,
  grid: EdgeGrid,
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
    const bin = Number.isNaN(value) ? missing : edgesBelow(grid, value);
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
