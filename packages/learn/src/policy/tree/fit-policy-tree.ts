import { LearnError, requireFinite, requireSome, requireWhole } from "../../errors/index.ts";
import type { Matrix } from "../../matrix/index.ts";
import { type BinnedColumn, binColumns } from "./binned-columns.ts";
import type { PolicyNode } from "./policy-tree.ts";
import { bestSplit } from "./second-splits.ts";

/** Options of {@link fitPolicyTree}. */
export interface PolicyTreeOptions {
  /** 0 (one action for all), 1 or 2 questions; 2 if not given. */
  readonly depth?: 0 | 1 | 2;
  /** Least training rows in a leaf; 1 if not given. */
  readonly leastLeaf?: number;
  /** Bins for each column; 64 if not given. A column of no more distinct values is searched exactly. */
  readonly bins?: number;
}

/**
 * The tree of at most two questions with the highest sum of scores, by exact search over all pairs of splits and all actions (Zhou,
 * Athey, Wager 2023; Sverdrup et al. 2020, "policytree"), over the candidate thresholds: every value of a column of few values, else its
 * quantiles. Costs columns² × (rows × actions + bins² × actions). Splits that gain nothing are left out.
 *
 * @param x rows × columns, finite. @param scores rows × actions: doubly robust scores (see `actionScores`), net of cost.
 * @throws LearnError naming `x`, `scores` or the option.
 */
export function fitPolicyTree(x: Matrix, scores: Matrix, options: PolicyTreeOptions = {}): PolicyNode {
  const { depth = 2, leastLeaf = 1, bins = 64 } = options;
  requireSome("x", x.values);
  requireFinite("x", x.values);
  requireSome("scores", scores.values);
  requireFinite("scores", scores.values);
  if (scores.rows !== x.rows) {
    throw new LearnError("scores", `has ${scores.rows} rows where x has ${x.rows}; they must be equal`);
  }
  requireWhole("options.leastLeaf", leastLeaf, 1);
  requireWhole("options.bins", bins, 2);
  if (bins > 1024) throw new LearnError("options.bins", `is ${bins}; at most 1024 bins are possible`);
  if (depth !== 0 && depth !== 1 && depth !== 2) throw new LearnError("options.depth", "must be 0, 1 or 2");
  const columns = depth > 0 ? binColumns(x, bins) : [];
  const everyone = Uint32Array.from({ length: x.rows }, (_, i) => i);
  return grow(columns, scores, everyone, depth, leastLeaf);
}

function grow(
  columns: readonly BinnedColumn[],
  scores: Matrix,
  rows: Uint32Array,
  depth: number,
  leastLeaf: number,
): PolicyNode {
  const leaf = bestLeaf(scores, rows);
  if (depth === 0) return leaf;
  const split = bestSplit(columns, scores, rows, depth, leastLeaf);
  const worth = leaf.meanScore * leaf.rows;
  if (!split || !gains(split.total, worth)) return leaf;
  // Many trees may score the same: the one with fewer questions is taken.
  const shallow = depth > 1 ? bestSplit(columns, scores, rows, depth - 1, leastLeaf) : undefined;
  if (shallow && !gains(split.total, shallow.total)) return grow(columns, scores, rows, depth - 1, leastLeaf);
  const { column, bin, thresholds } = columns[split.position]!;
  const below = rows.filter((row) => bin[row]! <= split.at);
  const above = rows.filter((row) => bin[row]! > split.at);
  return {
    column,
    threshold: thresholds[split.at]!,
    below: grow(columns, scores, below, depth - 1, leastLeaf),
    above: grow(columns, scores, above, depth - 1, leastLeaf),
  };
}

/** More than rounding of long sums could make it. */
function gains(total: number, over: number): boolean {
  return total > over + 1e-9 * Math.abs(over);
}

function bestLeaf(scores: Matrix, rows: Uint32Array) {
  const sums = new Float64Array(scores.columns);
  for (const row of rows) {
    for (let a = 0; a < scores.columns; a++) sums[a]! += scores.values[row * scores.columns + a]!;
  }
  const action = sums.indexOf(Math.max(...sums));
  return { action, rows: rows.length, meanScore: sums[action]! / rows.length };
}
