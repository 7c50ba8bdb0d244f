import type { BoostingModel, BoostingTree } from "./boosting-model.ts";
import type { Features } from "./features.ts";

/** A tree laid out for walking. */
export interface CompiledTree {
  readonly column: Int32Array;
  readonly threshold: Float64Array;
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly value: Float64Array;
  /** For nodes where categories decide: those that do not go the way of missing values. */
  readonly categories: readonly (ReadonlySet<number> | null)[] | null;
}

export function compileTree(tree: BoostingTree): CompiledTree {
  const byCategory = tree.categories.some((each) => each !== null);
  return {
    column: Int32Array.from(tree.column),
    threshold: Float64Array.from(tree.threshold),
    missingLeft: Uint8Array.from(tree.missingLeft),
    left: Int32Array.from(tree.left),
    right: Int32Array.from(tree.right),
    value: Float64Array.from(tree.value),
    categories: byCategory ? tree.categories.map((each) => each && new Set(each)) : null,
  };
}

const compiledModels = new WeakMap<BoostingModel, readonly CompiledTree[]>();

/** The model's trees for walking, made once for each model object. */
export function compiledTrees(model: BoostingModel): readonly CompiledTree[] {
  let trees = compiledModels.get(model);
  if (!trees) {
    trees = model.trees.map(compileTree);
    compiledModels.set(model, trees);
  }
  return trees;
}

/** Whether the value goes left at a node. */
export function goesLeft(tree: CompiledTree, node: number, value: number): boolean {
  const missingLeft = tree.missingLeft[node] === 1;
  if (Number.isNaN(value)) return missingLeft;
  const categories = tree.categories?.[node];
  return categories ? categories.has(value) !== missingLeft : value <= tree.threshold[node]!;
}

/** Adds the tree's leaf values to `raw` for rows `from` to before `to`. */
export function addTreeScores(tree: CompiledTree, x: Features, from: number, to: number, raw: Float64Array): void {
  const { column, left, right, value } = tree;
  const { values, columns } = x;
  for (let i = from; i < to; i++) {
    let node = 0;
    while (column[node]! >= 0) {
      node = goesLeft(tree, node, values[i * columns + column[node]!]!) ? left[node]! : right[node]!;
    }
    raw[i]! += value[node]!;
  }
}
