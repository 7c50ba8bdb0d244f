import { type BoostingModel, type BoostingOptions, fitBoosting } from "../boosting/index.ts";
import { LearnError, requireWhole } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import type { ArrivalHistory } from "./arrival-history.ts";
import { dayColumns, dayMonotone, weekdayColumns, writeJourneyDay } from "./journey-day.ts";
import { lastAge } from "./journeys.ts";

/** Chance of ending on each day of life, for journeys with these features; a plain object that survives JSON. */
export interface ArrivalModel {
  readonly kind: "arrivals";
  readonly version: 1;
  readonly horizon: number;
  readonly hazard: BoostingModel;
  /** First day whose events it has not seen. */
  readonly asOf: number;
}

/** Further choices for {@link fitArrivals}. */
export interface ArrivalOptions {
  /** Only events on the days before this one are learned from. */
  readonly asOf: number;
  /** Days before `asOf` that are learned from; 240 if not given. */
  readonly window?: number;
  /** Share of the uneventful days that is kept (each counts the more); 0.3 if not given. */
  readonly keep?: number;
  /** How the trees are grown, where it shall differ from 200 trees of 8 leaves in steps of 0.05 that each see six tenths of the columns. */
  readonly boosting?: Partial<Omit<BoostingOptions, "loss" | "weights" | "categorical" | "validation">>;
  /** Determines which uneventful days are kept; 1 if not given. */
  readonly seed?: string | number;
}

/**
 * How long journeys take, learned from journeys that are not over: a discrete-time hazard model (Cox 1972, JRSS B 34; Singer,
 * Willett 1993) on boosted trees with one row for each journey and day of the window. To learn from ended journeys only ("delivered
 * so far") would censor the slow ones and promise too much; here an open journey tells on every day that it did not end yet. The
 * recent hazards and queues among the columns let the forecast follow a storm within days.
 *
 * @throws LearnError naming the option; also where no journey ended within the window.
 */
export function fitArrivals(history: ArrivalHistory, options: ArrivalOptions): ArrivalModel {
  const { asOf, window = 240, keep = 0.3, seed = 1 } = options;
  if (!Number.isSafeInteger(asOf)) throw new LearnError("options.asOf", `is ${String(asOf)}; a whole day is needed`);
  requireWhole("options.window", window, 1);
  if (!(keep > 0 && keep <= 1))
    throw new LearnError("options.keep", `is ${String(keep)}; above 0, at most 1 is needed`);
  const { rows, ages, ended } = sampledDays(history, asOf, window, keep, seed);
  if (!ended.includes(1)) {
    throw new LearnError(
      "options.asOf",
      `no journey ended in the ${window} days before; give a later day or a longer window`,
    );
  }
  const { journeys, horizon } = history;
  const columns = dayColumns + journeys.features.columns;
  const values = new Float64Array(rows.length * columns);
  for (const [k, row] of rows.entries()) {
    writeJourneyDay(values, k * columns, history, row, ages[k]!, journeys.starts[row]! + ages[k]!);
  }
  const hazard = fitBoosting({ rows: rows.length, columns, values }, ended, {
    ...{ trees: 200, learningRate: 0.05, maxLeaves: 8, minLeaf: 100, columnShare: 0.6 },
    monotone: [...dayMonotone, ...new Array<0>(journeys.features.columns).fill(0)],
    ...options.boosting,
    loss: "logistic",
    weights: ended.map((each) => (each === 1 ? 1 : 1 / keep)),
    categorical: [...weekdayColumns, ...(journeys.categorical ?? []).map((column) => dayColumns + column)],
  });
  return { kind: "arrivals", version: 1, horizon, hazard, asOf };
}

/** Every day on which a journey ended, and a share of those on which it might have. */
function sampledDays(history: ArrivalHistory, asOf: number, window: number, keep: number, seed: string | number) {
  const { starts, ends } = history.journeys;
  const random = seededRandom(seed);
  const rows: number[] = [];
  const ages: number[] = [];
  const ended: number[] = [];
  for (let row = 0; row < starts.length; row++) {
    const start = starts[row]!;
    const length = Number.isNaN(ends[row]!) ? Number.POSITIVE_INFINITY : ends[row]! - start;
    const last = lastAge(history.journeys, row, history.horizon, asOf);
    for (let age = Math.max(0, asOf - window - start); age <= last; age++) {
      if (age < length && random.next() >= keep) continue;
      rows.push(row);
      ages.push(age);
      ended.push(age === length ? 1 : 0);
    }
  }
  return { rows, ages, ended };
}
