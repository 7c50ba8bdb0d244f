/** What is minimised. `{ quantile: 0.9 }` is the pinball loss, whose least lies at the 0.9 quantile. */
export type BoostingLoss = "squared" | "logistic" | "poisson" | { readonly quantile: number };

/**
 * A fitted ensemble of trees, a plain object: `JSON.stringify` and `JSON.parse` give back a model that predicts to the last bit
 * the same. The raw score of a row is `start` plus the value of its leaf in each tree, summed in order.
 */
export interface BoostingModel {
  readonly kind: "boosting";
  readonly version: 1;
  readonly loss: BoostingLoss;
  /** Columns of the rows it was fitted on and predicts for. */
  readonly columns: number;
  /** Positions of the columns whose numbers are names of categories. */
  readonly categorical: readonly number[];
  /** Raw score before any tree: the best constant. */
  readonly start: number;
  readonly trees: readonly BoostingTree[];
  readonly training: BoostingTraining;
}

/** One tree as parallel lists with an entry for each node. Node 0 is the root; children stand after their parent. */
export interface BoostingTree {
  /** Column that the node asks about; −1 in a leaf. */
  readonly column: readonly number[];
  /** A number goes left when it is at most this; 0 in leaves and where categories decide. */
  readonly threshold: readonly number[];
  /** 1 where a missing value goes left, 0 where it goes right. */
  readonly missingLeft: readonly number[];
  /**
   * null where a number decides. Otherwise the categories that do *not* go the way of missing values; every other category,
   * known or not, does go that way.
   */
  readonly categories: readonly (readonly number[] | null)[];
  /** Node to the left; 0 in a leaf. */
  readonly left: readonly number[];
  /** Node to the right; 0 in a leaf. */
  readonly right: readonly number[];
  /** What a leaf adds to the raw score, learning rate included; 0 in inner nodes. */
  readonly value: readonly number[];
  /** Weight of the training rows that reached the node. */
  readonly cover: readonly number[];
}

/** What the fit saw and how it ended. */
export interface BoostingTraining {
  /** Rows with a weight above zero. */
  readonly rows: number;
  /** Sum of the weights. */
  readonly weight: number;
  /** Mean loss on the validation part after each tree grown, the discarded ones included; empty without one. */
  readonly validationLoss: readonly number[];
}
