import { fromColumns, numberColumn, readTable } from "@aftercare/evaluation/tables";
import { choose, type Matrix, rowOf, seededRandom } from "@aftercare/learn";
import { dataFile } from "./data-file.ts";

/** Share of the basket that is left as margin under each action (0 none, 1 to 4 incentives). */
export const marginRates = [0.45, 0.35, 0.25, 0.1, 0.39] as const;

/** Cost of contact for each action, whether or not the shopper buys. */
export const contactCosts = [0, 0.05, 0.05, 0.05, 0.05] as const;

/** A log of decisions: what was done, with what probability, and what came of it. */
export interface IncentiveLog {
  readonly action: Uint8Array;
  /** customers × 5: the probability with which each action was taken. */
  readonly propensities: Matrix;
  /** 0 or 1. */
  readonly bought: Float64Array;
  /** 0 where nothing was bought. */
  readonly basket: Float64Array;
  /** bought × basket × rate[action] − contact[action]. */
  readonly margin: Float64Array;
}

/** The logging design: "A" uniform, "B" skewed by the customer. */
export type LoggingDesign = "A" | "B";

/** Semi-synthetic: real customers, five actions, the truth known. */
export interface Incentives5 {
  readonly features: Matrix;
  readonly columns: readonly string[];
  readonly logs: Readonly<Record<LoggingDesign, IncentiveLog>>;
  /** customers × 5, true: probability to buy, expected margin (net of cost), expected cost. */
  readonly probability: Matrix;
  readonly margin: Matrix;
  readonly cost: Matrix;
}

const actions = [0, 1, 2, 3, 4] as const;
const featureCount = 16;

/** Reads the logs as given and the truth. Both files list the customers in one order; anything else throws. */
export function readIncentives5(): Incentives5 {
  const logs = readTable(dataFile("incentives5_logs.csv.gz"));
  const truth = readTable(dataFile("incentives5_truth.csv.gz"));
  const keys = numberColumn(truth, "row");
  if (numberColumn(logs, "row").some((row, i) => row !== keys[i])) {
    throw new Error("incentives5: logs and truth list their rows in different orders");
  }
  const columns = logs.columns.slice(1, 1 + featureCount);
  const uniform = fromColumns(actions.map(() => new Float64Array(keys.length).fill(1 / actions.length)));
  const skewed = normalised(fromColumns(actions.map((a) => numberColumn(logs, `propB_${a}`))));
  const log = (design: LoggingDesign, propensities: Matrix): IncentiveLog => ({
    action: Uint8Array.from(numberColumn(logs, `action_${design}`)),
    propensities,
    bought: numberColumn(logs, `buy_${design}`),
    basket: numberColumn(logs, `basket_${design}`),
    margin: numberColumn(logs, `y_${design}`),
  });
  const ofTruth = (name: string) => fromColumns(actions.map((a) => numberColumn(truth, `${name}_${a}`)));
  return {
    features: fromColumns(columns.map((name) => numberColumn(logs, name))),
    columns,
    logs: { A: log("A", uniform), B: log("B", skewed) },
    probability: ofTruth("p"),
    margin: ofTruth("margin"),
    cost: ofTruth("cost"),
  };
}

/**
 * A new log drawn from the truth: the action by the design's propensities, bought ~ Bernoulli(p), basket ~ Gamma(4, mean / 4), where
 * the mean is what margin, rate and probability imply.
 */
export function redrawLog(data: Incentives5, design: LoggingDesign, seed: string): IncentiveLog {
  const random = seededRandom(seed);
  const { propensities } = data.logs[design];
  const n = data.features.rows;
  const drawn = {
    action: new Uint8Array(n),
    propensities,
    bought: new Float64Array(n),
    basket: new Float64Array(n),
    margin: new Float64Array(n),
  };
  for (let i = 0; i < n; i++) {
    const action = choose(rowOf(propensities, i), random.next());
    const place = i * actions.length + action;
    const p = data.probability.values[place]!;
    const rate = marginRates[action]!;
    const contact = contactCosts[action]!;
    const mean = (data.margin.values[place]! + contact) / (p * rate);
    const bought = random.next() < p;
    drawn.action[i] = action;
    if (bought) {
      drawn.bought[i] = 1;
      drawn.basket[i] = (gamma4(() => random.next()) * mean) / 4;
    }
    drawn.margin[i] = drawn.basket[i]! * rate - contact;
  }
  return drawn;
}

/** Gamma with shape 4 and scale 1: the sum of four exponential waits. */
function gamma4(uniform: () => number): number {
  let sum = 0;
  for (let k = 0; k < 4; k++) sum -= Math.log(1 - uniform());
  return sum;
}

/** The file's propensities are rounded to eight digits; each row is divided by its sum so that it is a distribution. */
function normalised(propensities: Matrix): Matrix {
  for (let i = 0; i < propensities.rows; i++) {
    const row = rowOf(propensities, i);
    const sum = row.reduce((total, each) => total + each, 0);
    for (let j = 0; j < row.length; j++) row[j] = row[j]! / sum;
  }
  return propensities;
}
