/**
 * An honest causal forest, a plain object that JSON keeps to the last bit. Trees stand in little bags: trees `2k` and `2k + 1` were
 * grown on the same half of the rows, which is what the intervals are computed from.
 */
export interface CausalForest {
  readonly kind: "causal-forest";
  readonly version: 1;
  readonly columns: number;
  readonly trees: readonly CausalTree[];
}

/** One tree as parallel lists with an entry for each node. Node 0 is the root; children stand after their parent. */
export interface CausalTree {
  /** Column that the node asks about; −1 in a leaf. */
  readonly column: readonly number[];
  /** A value at most this goes left. */
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /**
   * Means over the leaf's own rows (which took no part in its splits) of residual treatment, residual outcome, their product and
   * the square of the residual treatment: four numbers a node, 0 in inner nodes and in leaves that no such row reached.
   */
  readonly moments: readonly number[];
  /** Rows that the leaf's means stand on. */
  readonly rows: readonly number[];
}
