import type { GrownNode, Growth } from "./grow-tree.ts";
import { mostOwnRows } from "./team.ts";
import { weightedQuantile } from "./weighted-quantile.ts";

/**
 * The quantile of the residuals in each leaf, over the rows of all ranks; 0 for inner nodes. Each rank lays its rows open, then
 * every leaf is sorted by one of them.
 */
export function leafQuantiles(growth: Growth, nodes: readonly GrownNode[], share: number): number[] {
  const { space, team, settings, lists } = growth;
  const { y, raw, weights, leafRows, leafStarts, leafQuantiles: found } = space;
  const leaves = nodes.flatMap((node, n) => (node.split ? [] : [n]));
  const starts = settings.maxLeaves + 1;
  let filled = team.rank * mostOwnRows(team.size, space.x.rows);
  for (const [leaf, n] of leaves.entries()) {
    const { list, from, to } = nodes[n]!;
    leafStarts[team.rank * starts + leaf] = filled;
    leafRows.set(lists[list].subarray(from, to), filled);
    filled += to - from;
    leafStarts[team.rank * starts + leaf + 1] = filled;
  }
  team.barrier();
  for (let leaf = team.rank; leaf < leaves.length; leaf += team.size) {
    const rows: number[] = [];
    for (let rank = 0; rank < team.size; rank++) {
      const at = rank * starts + leaf;
      for (let k = leafStarts[at]!; k < leafStarts[at + 1]!; k++) rows.push(leafRows[k]!);
    }
    const residuals = Float64Array.from(rows, (row) => y[row]! - raw[row]!);
    found[leaf] = weightedQuantile(residuals, weights && Float64Array.from(rows, (row) => weights[row]!), share);
  }
  team.barrier();
  const values = nodes.map(() => 0);
  for (const [leaf, n] of leaves.entries()) values[n] = found[leaf]!;
  return values;
}
