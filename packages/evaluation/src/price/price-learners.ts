import {
  chooseRidgeL2,
  type Features,
  fitBoosting,
  fitKernelRidge,
  fitRidge,
  predictBoosting,
  predictKernelRidge,
  predictRidge,
  seededRandom,
  selectRows,
} from "@aftercare/learn";
import type { PriceFeatures } from "./price-features.ts";

/** Predictions for the rows asked about, from the rows to learn from, both by position. */
export type PriceLearner = (
  features: PriceFeatures,
  y: ArrayLike<number>,
  train: readonly number[],
  test: readonly number[],
) => Float64Array;

const penalties = [1, 3, 10, 30, 100, 300, 1000];

/** Rows up to which a kernel is afforded. */
const kernelRows = 4000;

/** Ridge regression on the columns as they are. */
export const linear: PriceLearner = ({ smooth }, y, train, test) => ridgeOn(smooth, y, train, test);

/** Ridge regression with squares, products and indicators. */
export const quadratic: PriceLearner = ({ wide }, y, train, test) => ridgeOn(wide, y, train, test);

/** Boosted trees as they come. */
export const boosting: PriceLearner = ({ trees, categorical }, y, train, test) => {
  const model = fitBoosting(
    select(trees, train),
    train.map((i) => y[i]!),
    { loss: "squared", categorical },
  );
  return predictBoosting(model, select(trees, test));
};

/** Slowly boosted small trees, the mean of three. */
export const slowBoosting: PriceLearner = ({ trees, categorical }, y, train, test) => {
  const sum = new Float64Array(test.length);
  for (const seed of [1, 2, 3]) {
    const model = fitBoosting(
      select(trees, train),
      train.map((i) => y[i]!),
      {
        ...{ loss: "squared", trees: 400, learningRate: 0.03, maxLeaves: 8, minLeaf: 10 },
        ...{ columnShare: 0.4, rowShare: 0.6, categorical, seed },
      },
    );
    for (const [k, value] of predictBoosting(model, select(trees, test)).entries()) sum[k]! += value / 3;
  }
  return sum;
};

/** Kernel ridge regression; of many rows a sample. */
export const kernel: PriceLearner = ({ smooth }, y, train, test) => {
  const sample =
    train.length > kernelRows
      ? seededRandom("sample")
          .shuffle([...train])
          .slice(0, kernelRows)
      : train;
  const model = fitKernelRidge(
    selectRows(smooth, sample),
    sample.map((i) => y[i]!),
  );
  return predictKernelRidge(model, selectRows(smooth, test));
};

/** The rows at these positions. */
export function select({ columns, values }: Features, positions: readonly number[]): Features {
  const selected = new Float64Array(positions.length * columns);
  for (const [k, i] of positions.entries()) selected.set(values.subarray(i * columns, (i + 1) * columns), k * columns);
  return { rows: positions.length, columns, values: selected };
}

function ridgeOn(
  x: PriceFeatures["smooth"],
  y: ArrayLike<number>,
  train: readonly number[],
  test: readonly number[],
): Float64Array {
  const rows = selectRows(x, train);
  const outcomes = train.map((i) => y[i]!);
  const { l2 } = chooseRidgeL2(rows, outcomes, penalties);
  const found = predictRidge(fitRidge(rows, outcomes, { l2 }), selectRows(x, test));
  return found;
}
