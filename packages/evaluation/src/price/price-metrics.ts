import { intervalQuality } from "@aftercare/learn";
import { type Metric, type Metrics, meanMetric } from "../task-result.ts";
import { intervalLevel, type PricedRows } from "./auto-price.ts";

/** What was told about the rows of one fold, and the truth. */
export interface ToldFold extends PricedRows {
  readonly truth: Float64Array;
}

/**
 * Figures of each fold, their mean and its standard error over folds; `sampling_se` is over rows. With one fold `se` is over rows. R² is left
 * out where all prices are one.
 * @param repeats how often each row is asked about
 */
export function priceMetrics(folds: readonly ToldFold[], repeats = 1): Metrics {
  const each = folds.map(foldMetrics);
  const found: Record<string, Metric> = {};
  for (const name of Object.keys(each[0]!)) {
    const metrics = each.map((metrics) => metrics[name]!).filter(({ mean }) => Number.isFinite(mean));
    if (metrics.length < each.length) continue;
    const [first] = metrics;
    if (metrics.length === 1) found[name] = first!;
    else found[name] = { ...meanMetric(metrics.map(({ mean }) => mean)), ...samplingOf(metrics, repeats) };
  }
  return found;
}

/** Rows of different folds are different rows, and their variances add up; repeats ask about the same rows again and add nothing. */
function samplingOf(metrics: readonly Metric[], repeats: number): { sampling_se?: number } {
  if (metrics.some(({ se }) => se === undefined)) return {};
  const squares = metrics.reduce((sum, { se = 0 }) => sum + se * se, 0);
  return { sampling_se: Math.sqrt(squares * repeats) / metrics.length };
}

function foldMetrics({ price, lower, upper, truth }: ToldFold): Record<string, Metric> {
  const squares = meanMetric(price.map((each, i) => (each - truth[i]!) ** 2));
  const rmse = Math.sqrt(squares.mean);
  const { mean } = meanMetric(truth);
  const spread = meanMetric(truth.map((each) => (each - mean) ** 2)).mean;
  return {
    rmse: { mean: rmse, se: rmse > 0 ? squares.se! / (2 * rmse) : 0 },
    mae: meanMetric(price.map((each, i) => Math.abs(each - truth[i]!))),
    r2: { mean: spread > 0 ? 1 - squares.mean / spread : Number.NaN },
    coverage_80: meanMetric(truth.map((each, i) => Number(each >= lower[i]! && each <= upper[i]!))),
    width_80: {
      ...meanMetric(upper.map((each, i) => each - lower[i]!)),
      mean: intervalQuality(lower, upper, truth, intervalLevel).width,
    },
  };
}
