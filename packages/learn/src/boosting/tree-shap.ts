import type { BoostingTree } from "./boosting-model.ts";
import { type CompiledTree, goesLeft } from "./compiled-tree.ts";

/** A tree with what contributions need besides the walk. */
export interface ExplainedTree {
  readonly walk: CompiledTree;
  readonly cover: Float64Array;
  /** Expected leaf value over the training rows. */
  readonly expected: number;
  /** Room for the paths of one descent, a copy at each depth. */
  readonly column: Int32Array;
  readonly zero: Float64Array;
  readonly one: Float64Array;
  readonly weight: Float64Array;
}

export function explainedTree(tree: BoostingTree, walk: CompiledTree): ExplainedTree {
  const depth = new Int32Array(tree.column.length);
  let deepest = 0;
  let expected = 0;
  for (const [node, column] of tree.column.entries()) {
    if (column < 0) expected += (tree.value[node]! * tree.cover[node]!) / tree.cover[0]!;
    else for (const child of [tree.left[node]!, tree.right[node]!]) depth[child] = depth[node]! + 1;
    deepest = Math.max(deepest, depth[node]!);
  }
  const room = ((deepest + 2) * (deepest + 3)) / 2;
  return {
    ...{ walk, expected, cover: Float64Array.from(tree.cover) },
    ...{ column: new Int32Array(room), zero: new Float64Array(room) },
    ...{ one: new Float64Array(room), weight: new Float64Array(room) },
  };
}

/**
 * Adds the Shapley values of a row's score in one tree to `contributions`, where a column that is not known sends the row down both
 * sides in the proportion of the training rows: path-dependent TreeSHAP, polynomial in the depth (Lundberg et al. 2020, "From
 * local explanations to global understanding with explainable AI for trees", Nature Machine Intelligence 2, algorithm 2).
 */
export function addTreeShap(tree: ExplainedTree, row: ArrayLike<number>, contributions: Float64Array): void {
  descend(tree, row, contributions, 0, 0, 0, 1, 1, -1);
}

/** `from` is where the path so far of `length` columns lies; `zero`, `one` and `column` are what the last question adds to it. */
function descend(
  tree: ExplainedTree,
  row: ArrayLike<number>,
  contributions: Float64Array,
  node: number,
  from: number,
  length: number,
  zero: number,
  one: number,
  column: number,
): void {
  // Each call works on its own copy of the path, behind its caller's.
  const at = from + length;
  tree.column.copyWithin(at, from, from + length);
  tree.zero.copyWithin(at, from, from + length);
  tree.one.copyWithin(at, from, from + length);
  tree.weight.copyWithin(at, from, from + length);
  extend(tree, at, length, zero, one, column);
  const { walk, cover } = tree;
  const asked = walk.column[node]!;
  if (asked < 0) {
    for (let i = 1; i <= length; i++) {
      const share = weightWithout(tree, at, length, i) * (tree.one[at + i]! - tree.zero[at + i]!);
      contributions[tree.column[at + i]!]! += share * walk.value[node]!;
    }
    return;
  }
  const isLeft = goesLeft(walk, node, row[asked]!);
  const taken = isLeft ? walk.left[node]! : walk.right[node]!;
  const other = isLeft ? walk.right[node]! : walk.left[node]!;
  let known = length;
  let zeroBefore = 1;
  let oneBefore = 1;
  for (let i = 1; i <= length; i++) {
    if (tree.column[at + i] !== asked) continue;
    // Asked before on this path: one column counts once, with both its fractions multiplied.
    zeroBefore = tree.zero[at + i]!;
    oneBefore = tree.one[at + i]!;
    unwind(tree, at, length, i);
    known = length - 1;
    break;
  }
  const share = zeroBefore / cover[node]!;
  descend(tree, row, contributions, taken, at, known + 1, share * cover[taken]!, oneBefore, asked);
  descend(tree, row, contributions, other, at, known + 1, share * cover[other]!, 0, asked);
}

/** Appends a column to the path: `weight` at k is then the weight of the subsets with k of its columns known. */
function extend(tree: ExplainedTree, at: number, length: number, zero: number, one: number, column: number): void {
  const { weight } = tree;
  tree.column[at + length] = column;
  tree.zero[at + length] = zero;
  tree.one[at + length] = one;
  weight[at + length] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i--) {
    weight[at + i + 1]! += (one * weight[at + i]! * (i + 1)) / (length + 1);
    weight[at + i] = (zero * weight[at + i]! * (length - i)) / (length + 1);
  }
}

/** Takes the column at place `gone` out of the path, undoing its extension. */
function unwind(tree: ExplainedTree, at: number, length: number, gone: number): void {
  const { column, zero, one, weight } = tree;
  const oneGone = one[at + gone]!;
  const zeroGone = zero[at + gone]!;
  let next = weight[at + length]!;
  for (let i = length - 1; i >= 0; i--) {
    if (oneGone === 0) {
      weight[at + i] = (weight[at + i]! * (length + 1)) / (zeroGone * (length - i));
    } else {
      const before = weight[at + i]!;
      weight[at + i] = (next * (length + 1)) / ((i + 1) * oneGone);
      next = before - (weight[at + i]! * zeroGone * (length - i)) / (length + 1);
    }
  }
  for (let i = gone; i < length; i++) {
    column[at + i] = column[at + i + 1]!;
    zero[at + i] = zero[at + i + 1]!;
    one[at + i] = one[at + i + 1]!;
  }
}

/** The sum of the path's weights as if the column at place `gone` were not in it. */
function weightWithout(tree: ExplainedTree, at: number, length: number, gone: number): number {
  const { zero, one, weight } = tree;
  const oneGone = one[at + gone]!;
  const zeroGone = zero[at + gone]!;
  let next = weight[at + length]!;
  let total = 0;
  for (let i = length - 1; i >= 0; i--) {
    if (oneGone === 0) {
      total += (weight[at + i]! * (length + 1)) / (zeroGone * (length - i));
    } else {
      const each = (next * (length + 1)) / ((i + 1) * oneGone);
      total += each;
      next = weight[at + i]! - (each * zeroGone * (length - i)) / (length + 1);
    }
  }
  return total;
}
