import { LearnError, requireFinite } from "../../errors/index.ts";
import { type Matrix, rowOf } from "../../matrix/index.ts";

/** Everyone who ends here gets this action. */
export interface PolicyLeaf {
  readonly action: number;
  /** Training rows that end here, and the mean of their scores under the action. */
  readonly rows: number;
  readonly meanScore: number;
}

/** Rows with `column` at most `threshold` go to `below`, the others to `above`. */
export interface PolicySplit {
  readonly column: number;
  readonly threshold: number;
  readonly below: PolicyNode;
  readonly above: PolicyNode;
}

/** A policy that can be read aloud: at most two questions, then an action. Plain data that survives JSON. */
export type PolicyNode = PolicyLeaf | PolicySplit;

/** The action that the tree gives to a row. Throws LearnError naming `row` where a column is missing or not finite. */
export function treeAction(tree: PolicyNode, row: ArrayLike<number>): number {
  let node = tree;
  while ("column" in node) {
    const value = row[node.column];
    if (value === undefined) throw new LearnError("row", `has ${row.length} entries; column ${node.column} is needed`);
    requireFinite("row", [value]);
    node = value <= node.threshold ? node.below : node.above;
  }
  return node.action;
}

/** The actions that the tree gives to all rows. Throws as {@link treeAction} does. */
export function treeActions(tree: PolicyNode, x: Matrix): Int32Array {
  return Int32Array.from({ length: x.rows }, (_, i) => treeAction(tree, rowOf(x, i)));
}
