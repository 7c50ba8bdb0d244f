import { fitSplitConformal, intervalQuality, pairedBootstrap, splitConformalInterval } from "@aftercare/learn";
import { measured } from "../measured.ts";
import { type MethodResult, meanMetric, type TaskResult } from "../task-result.ts";
import { autoPrice, intervalLevel, type PricedRows } from "./auto-price.ts";
import { type PriceFeatures, priceFeatures } from "./price-features.ts";
import { boosting, linear, type PriceLearner } from "./price-learners.ts";
import { folds, type PriceRows } from "./price-rows.ts";

type Pricer = (
  features: PriceFeatures,
  y: ArrayLike<number>,
  train: readonly number[],
  test: readonly number[],
) => PricedRows;

/**
 * What every row costs, told by models that learned from the other folds.
 * @param options `asked`: how many of the five folds are asked about, for a quicker look; all if not given
 */
export function evaluatePrice(
  data: string,
  rows: PriceRows,
  options: { readonly seed?: string; readonly asked?: number; readonly say?: (line: string) => void } = {},
): TaskResult {
  const { seed = "price", asked = folds, say = () => {} } = options;
  const features = priceFeatures(rows);
  const told = [...rows.target.keys()].filter((i) => rows.fold[i]! < asked);
  const y = rows.target;
  const truth = Float64Array.from(told, (i) => y[i]!);
  const auto: Pricer = (...args) => {
    const found = autoPrice(...args);
    say(`auto: shares of boosting, quadratic, kernel ${found.shares.join(", ")}`);
    return found;
  };
  const pricers: Readonly<Record<string, Pricer>> = {
    linear: withInterval(linear),
    boosting: withInterval(boosting),
    auto,
  };
  const squares = new Map<string, Float64Array>();
  const results = Object.entries(pricers).map(([method, run]): MethodResult => {
    const { answer, cost } = measured(
      () => outOfFold(rows, asked, (train, test) => run(features, y, train, test)),
      (found) => found,
    );
    squares.set(
      method,
      answer.price.map((price, k) => (price - truth[k]!) ** 2),
    );
    const metrics = metricsOf(answer, truth);
    say(`${method}: RMSE ${metrics.rmse.mean.toFixed(4)}, coverage ${metrics.coverage_80.mean.toFixed(3)}`);
    return { method, metrics, ...cost };
  });
  const rmse = (method: string) => (counts?: ArrayLike<number>) => {
    const losses = squares.get(method)!;
    let sum = 0;
    for (let i = 0; i < losses.length; i++) sum += (counts?.[i] ?? 1) * losses[i]!;
    return Math.sqrt(sum / losses.length);
  };
  const differences = ["linear", "boosting"].map((method) => {
    const { difference } = pairedBootstrap(told.length, rmse("auto"), rmse(method), { seed });
    return { method, metric: "rmse", estimate: difference.estimate, lower: difference.lower, upper: difference.upper };
  });
  return { data, protocol: `${told.length} rows, five folds by row hash`, results, differences };
}

function outOfFold(
  rows: PriceRows,
  asked: number,
  run: (train: readonly number[], test: readonly number[]) => PricedRows,
): PricedRows {
  const positions = [...rows.target.keys()];
  const found = {
    price: new Float64Array(positions.length),
    lower: new Float64Array(positions.length),
    upper: new Float64Array(positions.length),
  };
  for (let fold = 0; fold < asked; fold++) {
    const test = positions.filter((i) => rows.fold[i] === fold);
    const train = positions.filter((i) => rows.fold[i] !== fold);
    if (test.length === 0) continue;
    const answer = run(train, test);
    for (const [k, i] of test.entries()) {
      found.price[i] = answer.price[k]!;
      found.lower[i] = answer.lower[k]!;
      found.upper[i] = answer.upper[k]!;
    }
  }
  const told = (values: Float64Array) => values.filter((_, i) => rows.fold[i]! < asked);
  return { price: told(found.price), lower: told(found.lower), upper: told(found.upper) };
}

/** A reference's split conformal interval of one width: errors on every fifth row, kept from its learner. */
function withInterval(learner: PriceLearner): Pricer {
  return (features, y, train, test) => {
    const held = train.filter((_, k) => k % 5 === 0);
    const fit = train.filter((_, k) => k % 5 !== 0);
    const outcomes = held.map((i) => y[i]!);
    const model = fitSplitConformal(learner(features, y, fit, held), outcomes, { level: intervalLevel });
    const price = learner(features, y, train, test);
    const intervals = Array.from(price, (each) => splitConformalInterval(model, each));
    return {
      price,
      lower: Float64Array.from(intervals, ({ lower }) => lower),
      upper: Float64Array.from(intervals, ({ upper }) => upper),
    };
  };
}

function metricsOf({ price, lower, upper }: PricedRows, y: Float64Array) {
  const squares = meanMetric(price.map((each, i) => (each - y[i]!) ** 2));
  const rmse = Math.sqrt(squares.mean);
  const mean = meanMetric(y).mean;
  const quality = intervalQuality(lower, upper, y, intervalLevel);
  const held = meanMetric(y.map((each, i) => Number(each >= lower[i]! && each <= upper[i]!)));
  return {
    rmse: { mean: rmse, se: squares.se! / (2 * rmse) },
    mae: meanMetric(price.map((each, i) => Math.abs(each - y[i]!))),
    r2: { mean: 1 - squares.mean / meanMetric(y.map((each) => (each - mean) ** 2)).mean },
    coverage_80: held,
    width_80: { mean: quality.width },
  };
}
