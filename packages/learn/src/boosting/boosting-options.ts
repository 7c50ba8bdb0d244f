import { LearnError, requireWeights, requireWhole } from "../errors/index.ts";
import type { BoostingLoss } from "./boosting-model.ts";
import { type Features, requireFeatures } from "./features.ts";
import { requireTarget } from "./losses.ts";

/** How to grow the trees. Only the loss must be given. */
export interface BoostingOptions {
  /** `squared` for means, `logistic` for labels or shares from 0 to 1, `poisson` for counts, `{ quantile }` for quantiles. */
  readonly loss: BoostingLoss;
  /** Trees to grow at most; 100 if not given. */
  readonly trees?: number;
  /** Share of each tree's step that is taken; 0.1 if not given. */
  readonly learningRate?: number;
  /** Leaves of a tree at most; 31 if not given. The leaf whose split gains most is split next. */
  readonly maxLeaves?: number;
  /** Questions between root and leaf at most; no limit if not given. */
  readonly maxDepth?: number;
  /** Training rows in a leaf at least, counted without weights; 20 if not given. */
  readonly minLeaf?: number;
  /** Sum of second derivatives (of weights, for squared loss and quantiles) in a leaf at least; 0.001 if not given. */
  readonly minHessian?: number;
  /** What a split must gain at least, in units of the loss summed over rows, times two; 0 if not given. */
  readonly minGain?: number;
  /** Penalty per squared leaf value, in rows' worth for squared loss; 1 if not given. */
  readonly l2?: number;
  /** Added to `l2` and to the ordering's denominator in splits on categories, which overfit more easily; 10 if not given. */
  readonly categoryL2?: number;
  /** Values told apart in each column at most, 2 to 255; 255 if not given. */
  readonly bins?: number;
  /** Probability of each row to take part in a tree; 1 if not given. */
  readonly rowShare?: number;
  /** Share of the columns that a tree may ask about; 1 if not given. */
  readonly columnShare?: number;
  /** How often each row counts; 1 each if not given. A row of weight 0 takes no part. */
  readonly weights?: ArrayLike<number>;
  /** Positions of the columns whose numbers are names of categories, not amounts. */
  readonly categorical?: readonly number[];
  /** For each column 1 where the prediction must not fall with it, −1 where it must not rise, else 0. */
  readonly monotone?: readonly (-1 | 0 | 1)[];
  /** Rows kept apart: growing stops once `patience` trees have not lowered their loss, and those trees are dropped. */
  readonly validation?: { readonly x: Features; readonly y: ArrayLike<number>; readonly weights?: ArrayLike<number> };
  /** Trees to wait for a better validation loss; 20 if not given. */
  readonly patience?: number;
  /** Determines the sampling of rows and columns; 1 if not given. */
  readonly seed?: string | number;
}

/** The numbers among the options with their defaults filled in, without any data. */
export interface GrowthSettings {
  readonly loss: BoostingLoss;
  readonly trees: number;
  readonly learningRate: number;
  readonly maxLeaves: number;
  readonly maxDepth: number;
  readonly minLeaf: number;
  readonly minHessian: number;
  readonly minGain: number;
  readonly l2: number;
  readonly categoryL2: number;
  readonly bins: number;
  readonly rowShare: number;
  readonly columnShare: number;
  readonly categorical: readonly number[];
  readonly monotone: readonly number[];
  readonly patience: number;
  readonly seed: string | number;
}

/** Checks everything that the caller of a fit gave. Throws LearnError naming the argument. */
export function settle(x: Features, y: ArrayLike<number>, options: BoostingOptions): GrowthSettings {
  requireFeatures("x", x);
  if (options.weights) requireWeights("options.weights", options.weights, x.rows, "x");
  requireTarget("y", options.loss, y, x.rows);
  const settings = {
    loss: options.loss,
    trees: options.trees ?? 100,
    learningRate: options.learningRate ?? 0.1,
    maxLeaves: options.maxLeaves ?? 31,
    maxDepth: options.maxDepth ?? Number.MAX_SAFE_INTEGER,
    minLeaf: options.minLeaf ?? 20,
    minHessian: options.minHessian ?? 1e-3,
    minGain: options.minGain ?? 0,
    l2: options.l2 ?? 1,
    categoryL2: options.categoryL2 ?? 10,
    bins: options.bins ?? 255,
    rowShare: options.rowShare ?? 1,
    columnShare: options.columnShare ?? 1,
    categorical: [...new Set(options.categorical ?? [])].sort((a, b) => a - b),
    monotone: options.monotone ?? new Array<number>(x.columns).fill(0),
    patience: options.patience ?? 20,
    seed: options.seed ?? 1,
  };
  requireWhole("options.trees", settings.trees, 0);
  requireWhole("options.maxLeaves", settings.maxLeaves, 2);
  requireWhole("options.maxDepth", settings.maxDepth, 1);
  requireWhole("options.minLeaf", settings.minLeaf, 1);
  requireWhole("options.bins", settings.bins, 2);
  requireWhole("options.patience", settings.patience, 1);
  requireShare("options.learningRate", settings.learningRate);
  requireShare("options.rowShare", settings.rowShare);
  requireShare("options.columnShare", settings.columnShare);
  for (const name of ["minHessian", "minGain", "l2", "categoryL2"] as const) {
    const value = settings[name];
    if (!(value >= 0 && Number.isFinite(value))) {
      throw new LearnError(`options.${name}`, `is ${String(value)}; 0 or more is needed`);
    }
  }
  if (settings.bins > 255) throw new LearnError("options.bins", `is ${settings.bins}; at most 255 are possible`);
  requireColumns(x.columns, settings.categorical, settings.monotone);
  if (options.validation) requireValidation(x, options.loss, options.validation);
  return settings;
}

function requireShare(argument: string, value: number): void {
  if (!(value > 0 && value <= 1))
    throw new LearnError(argument, `is ${String(value)}; above 0 and at most 1 is needed`);
}

function requireColumns(columns: number, categorical: readonly number[], monotone: readonly number[]): void {
  for (const column of categorical) {
    if (!Number.isInteger(column) || column < 0 || column >= columns) {
      throw new LearnError("options.categorical", `names column ${column}; x has columns 0 to ${columns - 1}`);
    }
    if (monotone[column]) {
      throw new LearnError("options.monotone", `asks for an order in column ${column}, whose values are categories`);
    }
  }
  if (monotone.length !== columns) {
    throw new LearnError("options.monotone", `has ${monotone.length} entries; x has ${columns} columns`);
  }
  const strange = monotone.find((sign) => sign !== 0 && sign !== 1 && sign !== -1);
  if (strange !== undefined) throw new LearnError("options.monotone", `has ${strange}; only −1, 0 and 1 are accepted`);
}

function requireValidation(
  x: Features,
  loss: BoostingLoss,
  { x: rows, y, weights }: NonNullable<BoostingOptions["validation"]>,
): void {
  requireFeatures("options.validation.x", rows);
  if (rows.columns !== x.columns) {
    throw new LearnError("options.validation.x", `has ${rows.columns} columns where x has ${x.columns}`);
  }
  if (weights) requireWeights("options.validation.weights", weights, rows.rows, "options.validation.x");
  requireTarget("options.validation.y", loss, y, rows.rows);
}
