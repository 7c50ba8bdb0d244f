import type { Growth } from "./grow-tree.ts";
import { addRows, addRowsOfColumns } from "./histogram.ts";

/** The columns that this rank sums and looks through. */
export function ownColumns({ columns, team }: Growth): Int32Array {
  const share = (rank: number): number => Math.floor((columns.length * rank) / team.size);
  return columns.subarray(share(team.rank), share(team.rank + 1));
}

/** Counts this rank's rows of a node; alone straight into the node's histogram, else into the rank's part of it. */
export function countNode(
  growth: Growth,
  node: { readonly list: 0 | 1; readonly from: number; readonly to: number; readonly slot: number },
): void {
  const { space, team, columns, lists } = growth;
  const histogram = team.size === 1 ? space.slots[node.slot]! : space.partial[team.rank]!;
  histogram.fill(0);
  const { binned, offsets, derivatives } = space;
  const rows = lists[node.list];
  if (columns.length === offsets.length - 1) {
    addRows(histogram, binned.byRow, offsets, derivatives, rows, node.from, node.to);
  } else {
    addRowsOfColumns(histogram, binned.byRow, offsets, columns, derivatives, rows, node.from, node.to);
  }
}

/** Sums over all rows of the tree, from the bins of one column, before {@link sumParts}. */
export function rootSums({ space, team, columns }: Growth): { gradient: number; packed: number } {
  const parts = team.size === 1 ? [space.slots[0]!] : space.partial;
  const column = columns[0]!;
  let gradient = 0;
  let packed = 0;
  for (const part of parts) {
    for (let at = 2 * space.offsets[column]!; at < 2 * space.offsets[column + 1]!; at += 2) {
      gradient += part[at]!;
      packed += part[at + 1]!;
    }
  }
  return { gradient, packed };
}

/** Brings the parts of all ranks together in a slot, each rank for its columns. */
export function sumParts(growth: Growth, slot: number): void {
  const { space, team } = growth;
  if (team.size === 1) return;
  const target = space.slots[slot]!;
  for (const column of ownColumns(growth)) {
    for (let at = 2 * space.offsets[column]!; at < 2 * space.offsets[column + 1]!; at++) {
      let sum = 0;
      for (const part of space.partial) sum += part[at]!;
      target[at] = sum;
    }
  }
}

/** Turns the parent's histogram, in `slot`, into that of the child that is not in `sibling`. */
export function subtractSibling(growth: Growth, slot: number, sibling: number): void {
  const { space } = growth;
  const target = space.slots[slot]!;
  const other = space.slots[sibling]!;
  for (const column of ownColumns(growth)) {
    for (let at = 2 * space.offsets[column]!; at < 2 * space.offsets[column + 1]!; at++) target[at]! -= other[at]!;
  }
}
