import type { PriceRows } from "./price-rows.ts";

/** Rows to learn from and rows to tell, by position. */
export interface PriceFold {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** Folds with words on how they came about. */
export interface PriceProtocol {
  readonly folds: readonly PriceFold[];
  /** How often each row is asked about. */
  readonly repeats: number;
  readonly protocol: string;
}

/** Five folds by row hash. @param asked how many of them are asked about, for a quicker look; all if not given */
export function foldsByHash(rows: PriceRows, asked = 5): PriceProtocol {
  return {
    folds: foldsOf(rows.fold).slice(0, asked),
    repeats: 1,
    protocol: `${rows.target.length} rows, five folds by row hash`,
  };
}

/** The folds that a file prescribes. @param splits for each repeat the fold of each row of the table */
export function foldsOfSplits(rows: PriceRows, splits: readonly ArrayLike<number>[]): PriceProtocol {
  const folds = splits.flatMap((fold) => foldsOf(rows.row.map((i) => fold[i]!)));
  return {
    folds,
    repeats: splits.length,
    protocol: `${rows.target.length} rows, ${splits.length} repeats of the folds given`,
  };
}

/** Learned from one file, asked about the other. */
export function foldBetween(rows: PriceRows, isTest: (row: number) => boolean): PriceProtocol {
  const all = [...rows.row.keys()];
  const fold = { train: all.filter((i) => !isTest(i)), test: all.filter(isTest) };
  return {
    folds: [fold],
    repeats: 1,
    protocol: `${fold.test.length} rows of the second file, learned from ${fold.train.length} of the first`,
  };
}

function foldsOf(fold: Int32Array): PriceFold[] {
  return [...new Set(fold)]
    .sort((a, b) => a - b)
    .map((each) => ({
      train: [...fold.keys()].filter((i) => fold[i] !== each),
      test: [...fold.keys()].filter((i) => fold[i] === each),
    }));
}
