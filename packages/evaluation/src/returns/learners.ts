import { fitBoosting, fitLogistic, linearLogistic, rawBoosting } from "@aftercare/learn";
import { fromColumns } from "../tables/from-columns.ts";
import type { Columns } from "./order-lines.ts";

/** Log-odds of lines, by position. */
export type Scorer = (asked: readonly number[]) => Float64Array;

/** Learns from lines, by position, with their outcomes in the same order. */
export type ReturnsLearner = (columns: Columns, train: readonly number[], outcomes: ArrayLike<number>) => Scorer;

/** Names of the columns that a prediction must not fall with. */
const rising = /( rate| rate of late| effect| effects|beside its like|of the like)$/;

/** Logistic regression with what is missing at the mean. */
export function logistic(l2: number): ReturnsLearner {
  return (columns, train, outcomes) => {
    const lists = Object.values(columns);
    const means = lists.map((column) => meanKnown(column, train));
    const rowsOf = (positions: readonly number[]) =>
      fromColumns(
        lists.map((column, j) =>
          Float64Array.from(positions, (i) => (Number.isNaN(column[i]!) ? means[j]! : column[i]!)),
        ),
      );
    const model = fitLogistic(rowsOf(train), outcomes, { l2 });
    return (asked) => {
      const { columns: width, values } = rowsOf(asked);
      return Float64Array.from(asked, (_, k) => linearLogistic(model, values.subarray(k * width, (k + 1) * width)));
    };
  };
}

interface BoostingSize {
  readonly trees: number;
  readonly learningRate: number;
  readonly maxLeaves: number;
  readonly columnShare: number;
  readonly rowShare?: number;
  /** How many models are averaged. */
  readonly seeds?: number;
  /** Whether the prediction may only rise with a rate or effect. */
  readonly risingRates?: boolean;
}

/** Boosted trees on columns as they are. */
export function boosting({ seeds = 1, risingRates = false, ...size }: BoostingSize): ReturnsLearner {
  return (columns, train, outcomes) => {
    const lists = Object.values(columns);
    const rowsOf = (positions: readonly number[]) => {
      const values = new Float32Array(positions.length * lists.length);
      for (let j = 0; j < lists.length; j++) {
        const column = lists[j]!;
        for (let k = 0; k < positions.length; k++) values[k * lists.length + j] = column[positions[k]!]!;
      }
      return { rows: positions.length, columns: lists.length, values };
    };
    const x = rowsOf(train);
    const monotone = Object.keys(columns).map((name) => (risingRates && rising.test(name) ? 1 : 0));
    const models = Array.from({ length: seeds }, (_, seed) =>
      fitBoosting(x, outcomes, { loss: "logistic", minLeaf: 100, l2: 5, monotone, ...size, seed: seed + 1 }),
    );
    return (asked) => {
      const rows = rowsOf(asked);
      const sum = new Float64Array(asked.length);
      for (const model of models) for (const [k, score] of rawBoosting(model, rows).entries()) sum[k]! += score / seeds;
      return sum;
    };
  };
}

function meanKnown(column: Float64Array, rows: readonly number[]): number {
  let sum = 0;
  let known = 0;
  for (const i of rows) {
    if (Number.isNaN(column[i]!)) continue;
    sum += column[i]!;
    known++;
  }
  return known === 0 ? 0 : sum / known;
}
