import type { SeededRandom } from "../random/index.ts";
import type { CausalTree } from "./causal-forest-model.ts";
import { type ForestGrowth, findCausalSplit, type SplitBuffers } from "./find-causal-split.ts";

/** A tree under growth, node by node. */
interface Nodes {
  readonly column: number[];
  readonly threshold: number[];
  readonly left: number[];
  readonly right: number[];
  readonly moments: number[];
  readonly rows: number[];
}

/**
 * Grows one honest tree: `growing` rows alone decide the splits, `filling` rows alone the leaves' means. Both are reordered.
 */
export function growCausalTree(
  growth: ForestGrowth,
  growing: Int32Array,
  filling: Int32Array,
  random: SeededRandom,
  buffers: SplitBuffers,
): CausalTree {
  const nodes: Nodes = { column: [], threshold: [], left: [], right: [], moments: [], rows: [] };
  const columns = Array.from({ length: growth.columns }, (_, j) => j);
  const open = [{ node: addNode(nodes), growing, filling }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const tried = growth.tried < growth.columns ? random.shuffle(columns).slice(0, growth.tried) : columns;
    const split = findCausalSplit(growth, next.growing, tried, buffers);
    if (split === undefined) {
      fillLeaf(nodes, next.node, growth, next.filling);
      continue;
    }
    const bins = growth.binned.bins.subarray(split.column * growth.rows, (split.column + 1) * growth.rows);
    const splitAt = partition(next.growing, bins, split.bin);
    const fillAt = partition(next.filling, bins, split.bin);
    // A leaf that no honest row reaches could not predict, so the node stays whole.
    if (fillAt === 0 || fillAt === next.filling.length) {
      fillLeaf(nodes, next.node, growth, next.filling);
      continue;
    }
    const left = addNode(nodes);
    const right = addNode(nodes);
    nodes.column[next.node] = split.column;
    nodes.threshold[next.node] = growth.binned.edges[split.column]![split.bin]!;
    nodes.left[next.node] = left;
    nodes.right[next.node] = right;
    open.push({ node: right, growing: next.growing.subarray(splitAt), filling: next.filling.subarray(fillAt) });
    open.push({ node: left, growing: next.growing.subarray(0, splitAt), filling: next.filling.subarray(0, fillAt) });
  }
  return nodes;
}

function addNode({ column, threshold, left, right, moments, rows }: Nodes): number {
  column.push(-1);
  threshold.push(0);
  left.push(0);
  right.push(0);
  moments.push(0, 0, 0, 0);
  rows.push(0);
  return column.length - 1;
}

function fillLeaf({ moments, rows }: Nodes, node: number, growth: ForestGrowth, filling: Int32Array): void {
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  for (const i of filling) {
    const treatment = growth.treatment[i]!;
    const outcome = growth.outcome[i]!;
    sums[0] += treatment;
    sums[1] += outcome;
    sums[2] += treatment * outcome;
    sums[3] += treatment * treatment;
  }
  for (const [k, sum] of sums.entries()) moments[node * 4 + k] = filling.length > 0 ? sum / filling.length : 0;
  rows[node] = filling.length;
}

/** Rows in bins up to `bin` first; returns how many they are. */
function partition(rows: Int32Array, bins: Uint8Array, bin: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const row = rows[low]!;
    if (bins[row]! <= bin) {
      low++;
    } else {
      rows[low] = rows[high]!;
      rows[high] = row;
      high--;
    }
  }
  return low;
}
