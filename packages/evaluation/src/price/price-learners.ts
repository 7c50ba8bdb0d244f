import {
  chooseRidgeL2,
  fitBoosting,
  fitKernelRidge,
  fitRidge,
  type Matrix,
  predictBoosting,
  predictKernelRidge,
  predictRidge,
  seededRandom,
} from "@aftercare/learn";
import { priceForm } from "./price-form.ts";
import type { PriceRows } from "./price-rows.ts";

/** Prices of rows, by position. */
export type Pricer = (asked: readonly number[]) => Float64Array;

/** Learns from rows, by position; `y` has an entry for every row. */
export type PriceLearner = (rows: PriceRows, y: ArrayLike<number>, train: readonly number[]) => Pricer;

const penalties = [0.1, 1, 3, 10, 30, 100, 300, 1000];

/** Rows that a kernel and a ridge regression with products are given at most: their costs grow faster than the rows. */
const kernelRows = 4000;
const productRows = 20_000;
/** Rows from which on trees may grow large. */
const manyRows = 6000;

/** Ridge regression on the columns as they are. */
export const linear: PriceLearner = (rows, y, train) => ridge("smooth", rows, y, train);

/** Ridge regression with squares, products and indicators; of many rows on a sample. */
export const quadratic: PriceLearner = (rows, y, train) => ridge("wide", rows, y, sampleOf(train, productRows));

/** Boosted trees as they come. */
export const boosting: PriceLearner = (rows, y, train) => trees(rows, y, train, { seeds: 1 });

/** Slowly boosted trees, small ones where there are few rows; the mean of three, of one where there are many. */
export const slowBoosting: PriceLearner = (rows, y, train) =>
  train.length < manyRows
    ? trees(rows, y, train, { trees: 500, learningRate: 0.03, maxLeaves: 8, minLeaf: 10, sampled: true, seeds: 3 })
    : trees(rows, y, train, { trees: 600, learningRate: 0.06, maxLeaves: 31, minLeaf: 10, sampled: true, seeds: 1 });

/** Kernel ridge regression; of many rows on a sample. */
export const kernel: PriceLearner = (rows, y, train) => {
  const { smooth } = priceForm(rows, y, train);
  const sample = sampleOf(train, kernelRows);
  const model = fitKernelRidge(smooth(sample), outcomesOf(y, sample), { l2: 0.2 });
  return (asked) => predictKernelRidge(model, smooth(asked));
};

interface Growth {
  readonly seeds: number;
  readonly trees?: number;
  readonly learningRate?: number;
  readonly maxLeaves?: number;
  readonly minLeaf?: number;
  /** Whether each tree sees a sample of rows and columns. */
  readonly sampled?: boolean;
}

function trees(
  rows: PriceRows,
  y: ArrayLike<number>,
  train: readonly number[],
  { seeds, sampled = false, ...size }: Growth,
): Pricer {
  const form = priceForm(rows, y, train);
  const x = form.trees(train);
  const outcomes = outcomesOf(y, train);
  const shares = sampled ? { columnShare: 0.4, rowShare: 0.6 } : {};
  const models = Array.from({ length: seeds }, (_, k) =>
    fitBoosting(x, outcomes, { loss: "squared", categorical: form.categorical, ...size, ...shares, seed: k + 1 }),
  );
  return (asked) => {
    const features = form.trees(asked);
    const sum = new Float64Array(asked.length);
    for (const model of models) {
      for (const [k, price] of predictBoosting(model, features).entries()) sum[k]! += price / seeds;
    }
    return sum;
  };
}

function ridge(kind: "smooth" | "wide", rows: PriceRows, y: ArrayLike<number>, train: readonly number[]): Pricer {
  const form = priceForm(rows, y, train);
  const rowsOf = (asked: readonly number[]): Matrix => form[kind](asked);
  const x = rowsOf(train);
  const outcomes = outcomesOf(y, train);
  const { l2 } = chooseRidgeL2(x, outcomes, penalties);
  const model = fitRidge(x, outcomes, { l2 });
  return (asked) => predictRidge(model, rowsOf(asked));
}

function sampleOf(rows: readonly number[], most: number): readonly number[] {
  if (rows.length <= most) return rows;
  return seededRandom("sample")
    .shuffle([...rows])
    .slice(0, most);
}

function outcomesOf(y: ArrayLike<number>, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (i) => y[i]!);
}
