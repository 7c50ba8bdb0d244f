import { type Metric, meanMetric } from "../task-result.ts";
import type { PromisedDays } from "./quantile-methods.ts";

/** Pinball loss of each row. */
export function pinballs(quantiles: Float64Array, took: ArrayLike<number>, level: number): Float64Array {
  return quantiles.map((quantile, i) => {
    const above = took[i]! - quantile;
    return Math.max(level * above, (level - 1) * above);
  });
}

/** The figures of one method on the rows at these places; `own` is the shop's own promise in days. */
export function promiseMetrics(
  days: PromisedDays,
  took: ArrayLike<number>,
  own: ArrayLike<number>,
  places: readonly number[],
): Record<string, Metric> {
  const of = (values: ArrayLike<number>) => Float64Array.from(places, (k) => values[k]!);
  const actual = of(took);
  const q90 = of(days.q90);
  const promise = of(days.promise);
  return {
    pinball_50: meanMetric(pinballs(of(days.q50), actual, 0.5)),
    pinball_90: meanMetric(pinballs(q90, actual, 0.9)),
    coverage_90: meanMetric(q90.map((quantile, k) => Number(actual[k]! <= Math.ceil(quantile)))),
    mean_p90: meanMetric(q90),
    equal_late_promise: { mean: equalLatePromise(q90, actual, of(own)) },
    promise_mean: meanMetric(promise),
    promise_late: meanMetric(promise.map((quantile, k) => Number(actual[k]! > Math.ceil(quantile)))),
  };
}

/** Mean whole-day promise after one shift of all quantiles that makes as many late as the shop's own promise did. */
function equalLatePromise(quantiles: Float64Array, took: Float64Array, own: Float64Array): number {
  const late = (days: Float64Array) => days.reduce((sum, each, k) => sum + Number(took[k]! > each), 0);
  const allowed = late(own);
  let low = -30;
  let high = 60;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (late(quantiles.map((each) => Math.ceil(each + middle))) > allowed) low = middle;
    else high = middle;
  }
  return meanMetric(quantiles.map((each) => Math.ceil(each + high))).mean;
}
