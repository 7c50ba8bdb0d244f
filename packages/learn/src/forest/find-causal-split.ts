import type { BinnedColumns } from "./bin-columns.ts";

/** What a forest is grown on, and how finely. */
export interface ForestGrowth {
  readonly binned: BinnedColumns;
  readonly rows: number;
  readonly columns: number;
  /** Outcome less its expectation; treatment less its propensity. */
  readonly outcome: Float64Array;
  readonly treatment: Float64Array;
  /** Rows of either half in a leaf at least. */
  readonly minLeaf: number;
  /** Share of a node's rows that either child must get. */
  readonly balance: number;
  /** Columns that a node may ask about. */
  readonly tried: number;
}

/** Where to split: rows in bins up to `bin` of `column` go left. */
export interface CausalSplit {
  readonly column: number;
  readonly bin: number;
}

/** Buffers that all nodes share. */
export interface SplitBuffers {
  readonly scores: Float64Array;
  readonly counts: Int32Array;
  readonly sums: Float64Array;
  readonly information: Float64Array;
}

/** Buffers for nodes of up to `rows` rows. */
export function splitBuffers(rows: number): SplitBuffers {
  return {
    scores: new Float64Array(rows),
    counts: new Int32Array(256),
    sums: new Float64Array(256),
    information: new Float64Array(256),
  };
}

/**
 * The split whose children differ most in effect, by the gradient approximation (Athey, Tibshirani, Wager 2019, Annals of Statistics
 * 47, equation 12): each row's pull on the node's effect estimate, summed over a child, squared, by the child's size.
 * Undefined where no split leaves both children enough rows and enough of the treatment's variance.
 */
export function findCausalSplit(
  growth: ForestGrowth,
  rows: Int32Array,
  columns: readonly number[],
  buffers: SplitBuffers,
): CausalSplit | undefined {
  const { binned, minLeaf, balance } = growth;
  const { scores, counts, sums, information } = buffers;
  const total = pulls(growth, rows, scores);
  if (total === undefined) return undefined;
  const least = Math.max(minLeaf, Math.ceil(balance * rows.length));
  if (2 * least > rows.length) return undefined;
  let best: CausalSplit | undefined;
  let bestGain = 0;
  for (const column of columns) {
    const width = binned.edges[column]!.length;
    counts.fill(0, 0, width);
    sums.fill(0, 0, width);
    information.fill(0, 0, width);
    const offset = column * growth.rows;
    for (let k = 0; k < rows.length; k++) {
      const i = rows[k]!;
      const bin = binned.bins[offset + i]!;
      const moved = growth.treatment[i]! - total.mean;
      counts[bin]!++;
      sums[bin]! += scores[k]!;
      information[bin]! += moved * moved;
    }
    let count = 0;
    let sum = 0;
    let informed = 0;
    for (let bin = 0; bin < width - 1; bin++) {
      count += counts[bin]!;
      sum += sums[bin]!;
      informed += information[bin]!;
      if (count < least || informed < balance * total.information) continue;
      const rest = rows.length - count;
      if (rest < least || total.information - informed < balance * total.information) break;
      // The pulls sum to 0 over the node, so the right child's sum is the left one's with the other sign.
      const gain = sum * sum * (1 / count + 1 / rest);
      if (gain > bestGain) {
        bestGain = gain;
        best = { column, bin };
      }
    }
  }
  return best;
}

/** Fills in each row's pull on the node's effect; undefined where the treatment does not vary in the node. */
function pulls(
  { outcome, treatment }: ForestGrowth,
  rows: Int32Array,
  scores: Float64Array,
): { mean: number; information: number } | undefined {
  let meanTreatment = 0;
  let meanOutcome = 0;
  for (const i of rows) {
    meanTreatment += treatment[i]!;
    meanOutcome += outcome[i]!;
  }
  meanTreatment /= rows.length;
  meanOutcome /= rows.length;
  let together = 0;
  let information = 0;
  for (const i of rows) {
    const moved = treatment[i]! - meanTreatment;
    together += moved * (outcome[i]! - meanOutcome);
    information += moved * moved;
  }
  if (!(information > 1e-12)) return undefined;
  const effect = together / information;
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]!;
    const moved = treatment[i]! - meanTreatment;
    scores[k] = moved * (outcome[i]! - meanOutcome - effect * moved);
  }
  return { mean: meanTreatment, information };
}
