import type { Matrix } from "../../matrix/index.ts";
import type { BinnedColumn } from "./binned-columns.ts";

/** Rows whose bin of the column at `position` is at most `at` go one way; `total` is the sum of scores of the best tree on it. */
export interface FoundSplit {
  readonly position: number;
  readonly at: number;
  readonly total: number;
}

/**
 * The first split of the best tree of this depth (1 or 2), or none where no split leaves `leastLeaf` rows on both sides. For depth 2 the
 * scores are summed once into a table of bin × bin for every pair of columns; sliding the first threshold along then only adds lines
 * of the table, and the best second split of either side is found by a scan over the other column's bins.
 */
export function bestSplit(
  columns: readonly BinnedColumn[],
  scores: Matrix,
  rows: Uint32Array,
  depth: number,
  leastLeaf: number,
): FoundSplit | undefined {
  let best: FoundSplit | undefined;
  for (const [position, first] of columns.entries()) {
    const cuts = first.thresholds.length;
    const below = new Float64Array(cuts).fill(Number.NEGATIVE_INFINITY);
    const above = new Float64Array(cuts).fill(Number.NEGATIVE_INFINITY);
    const raise = (second: BinnedColumn | undefined) => {
      const table = tabulate(first, second, scores, rows);
      for (let at = 0; at < cuts; at++) {
        below[at] = Math.max(below[at]!, table.best(at, "below", leastLeaf));
        above[at] = Math.max(above[at]!, table.best(at, "above", leastLeaf));
      }
    };
    raise(undefined);
    if (depth === 2) for (const second of columns) raise(second);
    for (let at = 0; at < cuts; at++) {
      const total = below[at]! + above[at]!;
      if (total > (best?.total ?? Number.NEGATIVE_INFINITY)) best = { position, at, total };
    }
  }
  return best;
}

/** Cumulative sums over the first column's bins, for each bin of the second (one bin without it): actions' scores, then rows. */
function tabulate(first: BinnedColumn, second: BinnedColumn | undefined, scores: Matrix, rows: Uint32Array) {
  const actions = scores.columns;
  const width = actions + 1;
  const lines = first.thresholds.length + 1;
  const bins = second ? second.thresholds.length + 1 : 1;
  const line = bins * width;
  const sums = new Float64Array(lines * line);
  for (const row of rows) {
    const cell = first.bin[row]! * line + (second ? second.bin[row]! : 0) * width;
    for (let a = 0; a < actions; a++) sums[cell + a]! += scores.values[row * actions + a]!;
    sums[cell + actions]! += 1;
  }
  for (let place = line; place < sums.length; place++) sums[place]! += sums[place - line]!;
  const end = (lines - 1) * line;
  const low = new Float64Array(width);
  const high = new Float64Array(width);
  return {
    /** The most that rows on one side of the first cut can score, with one more split over the second column where there is one. */
    best(at: number, side: "below" | "above", leastLeaf: number): number {
      const entry = (place: number) =>
        side === "below" ? sums[at * line + place]! : sums[end + place]! - sums[at * line + place]!;
      low.fill(0);
      high.fill(0);
      for (let place = 0; place < line; place++) high[place % width]! += entry(place);
      if (!second) return high[actions]! >= leastLeaf ? highest(high, actions) : Number.NEGATIVE_INFINITY;
      let most = Number.NEGATIVE_INFINITY;
      for (let bin = 0; bin < bins - 1; bin++) {
        for (let j = 0; j < width; j++) {
          const each = entry(bin * width + j);
          low[j]! += each;
          high[j]! -= each;
        }
        if (low[actions]! < leastLeaf || high[actions]! < leastLeaf) continue;
        most = Math.max(most, highest(low, actions) + highest(high, actions));
      }
      return most;
    },
  };
}

function highest(sums: Float64Array, actions: number): number {
  let most = sums[0]!;
  for (let a = 1; a < actions; a++) if (sums[a]! > most) most = sums[a]!;
  return most;
}
