import { effectFeatures } from "./effect-features.ts";
import { historyFeatures } from "./history-features.ts";
import { boosting, logistic, type ReturnsLearner } from "./learners.ts";
import { orderFeatures } from "./order-features.ts";
import type { Columns, OrderLines } from "./order-lines.ts";
import { rateFeatures } from "./rate-features.ts";
import { sizeFeatures } from "./size-features.ts";

/** A learner with the columns that it is given. */
export interface Candidate {
  readonly name: string;
  readonly columns: Columns;
  readonly learner: ReturnsLearner;
}

/** Rows above which one model stands for several. */
const manyRows = 150_000;

/** What may take part in the automatic answer; the first is the one to have if there is time for one only. @param rows how many lines are learned from */
export function candidatesOf(lines: OrderLines, plain: Columns, rows: number): readonly Candidate[] {
  const effects = effectFeatures(lines);
  const rates = rateFeatures(lines, plain);
  const everything = {
    ...{ ...plain, ...orderFeatures(lines), ...historyFeatures(lines), ...sizeFeatures(lines) },
    ...{ ...rates, ...effects },
  };
  const size = { trees: 350, learningRate: 0.02, maxLeaves: 8, columnShare: 0.3, rowShare: 0.7 };
  const seeds = rows > manyRows ? 1 : 3;
  return [
    { name: "boosting", columns: everything, learner: boosting({ ...size, seeds }) },
    { name: "logistic", columns: { ...plain, ...rates, ...effects }, learner: logistic(100) },
    {
      name: "boosting with rising rates",
      columns: everything,
      learner: boosting({ ...size, seeds: Math.ceil(seeds / 2), risingRates: true }),
    },
    {
      name: "boosting on plain features",
      columns: plain,
      learner: boosting({ trees: 150, learningRate: 0.05, maxLeaves: 16, columnShare: 0.5 }),
    },
  ];
}
