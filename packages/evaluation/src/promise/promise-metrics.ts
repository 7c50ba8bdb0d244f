import { type Metric, meanMetric } from "../task-result.ts";
import type { PromisedDays } from "./quantile-methods.ts";

/** Pinball loss of each row. */
export function pinballs(quantiles: Float64Array, took: ArrayLike<number>, level: number): Float64Array {
  return quantiles.map((quantile, i) => {
    const above = took[i]! - quantile;
    return Math.max(level * above, (level - 1) * above);
  });
}

/**
 * The figures of one method on the rows at these places, those left out where the method says nothing. `own` is the shop's promise in days,
 * NaN where there is none: the comparison at its lateness is over the other rows.
 */
export function promiseMetrics(
  days: PromisedDays,
  took: ArrayLike<number>,
  own: ArrayLike<number>,
  places: readonly number[],
): Record<string, Metric> {
  const said = places.filter((k) => !Number.isNaN(days.q90[k]!));
  if (said.length === 0) return {};
  const of = (values: ArrayLike<number>, rows = said) => Float64Array.from(rows, (k) => values[k]!);
  const actual = of(took);
  const q90 = of(days.q90);
  const promise = of(days.promise);
  const both = said.filter((k) => !Number.isNaN(own[k]!));
  return {
    pinball_50: meanMetric(pinballs(of(days.q50), actual, 0.5)),
    pinball_90: meanMetric(pinballs(q90, actual, 0.9)),
    coverage_90: meanMetric(q90.map((quantile, k) => Number(actual[k]! <= Math.ceil(quantile)))),
    mean_p90: meanMetric(q90),
    ...(both.length > 0
      ? { equal_late_promise: equalLatePromise(of(days.q90, both), of(took, both), of(own, both)) }
      : {}),
    promise_mean: meanMetric(promise),
    promise_late: meanMetric(promise.map((quantile, k) => Number(actual[k]! > Math.ceil(quantile)))),
  };
}

/** Mean whole-day promise after one shift of all quantiles that makes as many late as the shop's own promise did. */
function equalLatePromise(quantiles: Float64Array, took: Float64Array, own: Float64Array): Metric {
  const late = (days: Float64Array) => days.reduce((sum, each, k) => sum + Number(took[k]! > each), 0);
  const allowed = late(own);
  let low = -30;
  let high = 60;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (late(quantiles.map((each) => Math.ceil(each + middle))) > allowed) low = middle;
    else high = middle;
  }
  return meanMetric(quantiles.map((each) => Math.ceil(each + high)));
}
