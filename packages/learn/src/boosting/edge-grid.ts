/** Cells of equal width over the range of a column's edges, each knowing the edges before it: most values need no search. */
export interface EdgeGrid {
  readonly edges: Float64Array;
  /** Number of edges in the cells before each cell, and after the last one the number of all. */
  readonly before: Uint8Array;
  readonly low: number;
  readonly perUnit: number;
}

const CELLS = 4096;

/** Edges in one cell that are looked through one by one; where values are so skewed that there are more, they are halved. */
const FEW = 8;

export function edgeGrid(edges: Float64Array): EdgeGrid {
  const low = edges[0] ?? 0;
  const range = (edges[edges.length - 1] ?? 0) - low;
  const perUnit = range > 0 && Number.isFinite(CELLS / range) ? CELLS / range : 0;
  const before = new Uint8Array(CELLS + 1);
  for (const edge of edges) before[cellOf(low, perUnit, edge) + 1]! += 1;
  for (let cell = 0; cell < CELLS; cell++) before[cell + 1]! += before[cell]!;
  return { edges, before, low, perUnit };
}

/** Number of edges below the value, which is its bin. Right for any rounding, because a cell never falls as the value rises. */
export function edgesBelow({ edges, before, low, perUnit }: EdgeGrid, value: number): number {
  const cell = cellOf(low, perUnit, value);
  let from = before[cell]!;
  let to = before[cell + 1]!;
  while (to - from > FEW) {
    const middle = (from + to) >> 1;
    if (edges[middle]! < value) from = middle + 1;
    else to = middle;
  }
  while (from < to && edges[from]! < value) from++;
  return from;
}

function cellOf(low: number, perUnit: number, value: number): number {
  const cell = (value - low) * perUnit;
  return cell >= CELLS ? CELLS - 1 : cell > 0 ? Math.floor(cell) : 0;
}
