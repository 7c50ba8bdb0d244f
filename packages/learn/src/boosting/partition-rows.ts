import type { Candidate } from "./find-split.ts";
import type { GrownNode } from "./grow-tree.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Deals a node's rows to its sides: the left ones from the front of the other list, the right ones from its back, so nobody
 * needs to know their number before. Rows that stood ascending stand ascending or descending after it, which memory likes.
 * Returns where the right side begins.
 */
export function partitionRows(
  space: Workspace,
  node: GrownNode,
  split: Candidate,
  from: Uint32Array,
  into: Uint32Array,
): number {
  const { rows } = space.x;
  const bins = space.binned.byColumn.subarray(split.column * rows, (split.column + 1) * rows);
  const leftBins = binsToTheLeft(space, split);
  let front = node.from;
  let back = node.to - 1;
  for (let k = node.from; k < node.to; k++) {
    const row = from[k]!;
    const isLeft = leftBins[bins[row]!]!;
    // Written to both ends, kept at one: without a branch to foresee.
    into[front] = row;
    into[back] = row;
    front += isLeft;
    back -= 1 - isLeft;
  }
  return front;
}

/** 1 for each bin of the split's column that goes left. */
export function binsToTheLeft({ columns }: Workspace, split: Candidate): Uint8Array {
  const { missing } = columns[split.column]!;
  if (split.bin < 0) return split.leftBins;
  const left = new Uint8Array(256).fill(1, 0, split.bin + 1);
  if (missing >= 0) left[missing] = split.missingLeft;
  return left;
}
