import { requireWhole } from "../errors/index.ts";
import { type Journeys, lastAge, requireJourneys } from "./journeys.ts";
import { queueRatios } from "./queue-ratios.ts";

/** What was known day by day about journeys under way, ready to be asked as of any day. */
export interface ArrivalHistory {
  readonly journeys: Journeys;
  /** Longest duration told apart, in days; what takes longer counts as lost. */
  readonly horizon: number;
  /** Day of the first start. */
  readonly first: number;
  /** First day of which nothing is known: one after the last event. */
  readonly next: number;
  /**
   * Log-odds that a journey of this planned length and age ends on a day, by what happened on the days before `day` alone: windows
   * after each other, in each `groups × (horizon + 1)`.
   */
  hazardsAsOf(day: number): Float64Array;
  /** By how much the queues are longer than usual before `day`: two numbers, on a log scale. */
  queuesAsOf(day: number): readonly [number, number];
}

/** Journeys are told apart by planned length in steps of two days. */
export const groupCount = 24;

/**
 * Days that each table looks back; the long one is what the shorter ones are shrunk to. Whole weeks: carriers rest on Sundays, so that a
 * window of five days would be fast or slow by the day on which it is looked at.
 */
export const tableWindows = [119, 28, 14, 7] as const;

/** Rows' worth that the long table counts for in the hazards of a shorter one. */
const priorWeight = 100;

/** The group of a planned length, in days, among those that are told apart: 0 to 23. */
export function plannedGroup(planned: number): number {
  return Math.min(groupCount - 1, Math.max(0, planned >> 1));
}

/**
 * Prepares journeys for {@link fitArrivals}: counts by day, age and planned length who was under way and who ended. A question as of
 * a day is answered from events on the days before it only, although the whole history is given; so one call serves a replay.
 *
 * @param options `horizon`: longest duration told apart, in days; 60 if not given.
 * @throws LearnError naming the part of `journeys` or `options.horizon`.
 */
export function arrivalHistory(journeys: Journeys, options: { readonly horizon?: number } = {}): ArrivalHistory {
  const { horizon = 60 } = options;
  requireJourneys(journeys);
  requireWhole("options.horizon", horizon, 1);
  const first = extreme(journeys.starts, Math.min);
  const next = 1 + Math.max(extreme(journeys.starts, Math.max), extreme(journeys.ends, Math.max));
  const counts = countsByDay(journeys, horizon, first, next);
  const queues = queueRatios(journeys, horizon, first, next);
  const hazards = new Map<number, Float64Array>();
  return {
    journeys,
    horizon,
    first,
    next,
    hazardsAsOf(day) {
      const known = hazards.get(day) ?? hazardsBefore(counts, Math.min(day, next) - first, horizon + 1);
      hazards.set(day, known);
      return known;
    },
    queuesAsOf: (day) => queues(Math.min(day, next)),
  };
}

/** Running totals up to the end of each day, by group and age. */
interface Counts {
  readonly atRisk: readonly Int32Array[];
  readonly ended: readonly Int32Array[];
}

function countsByDay(journeys: Journeys, horizon: number, first: number, next: number): Counts {
  const width = groupCount * (horizon + 1);
  const table = () => Array.from({ length: next - first + 1 }, () => new Int32Array(width));
  const atRisk = table();
  const ended = table();
  for (let i = 0; i < journeys.starts.length; i++) {
    const start = journeys.starts[i]!;
    const group = plannedGroup(journeys.planned[i]!) * (horizon + 1);
    const end = journeys.ends[i]!;
    const last = lastAge(journeys, i, horizon, next);
    for (let age = 0; age <= last; age++) atRisk[start + age - first + 1]![group + age]!++;
    if (end - start === last) ended[end - first + 1]![group + end - start]!++;
  }
  for (const totals of [atRisk, ended]) {
    for (let day = 1; day < totals.length; day++) {
      const before = totals[day - 1]!;
      const here = totals[day]!;
      for (let k = 0; k < width; k++) here[k]! += before[k]!;
    }
  }
  return { atRisk, ended };
}

/** `day` counts from the first one; the totals at that place hold the days before it. */
function hazardsBefore({ atRisk, ended }: Counts, day: number, ages: number): Float64Array {
  const width = groupCount * ages;
  const found = new Float64Array(tableWindows.length * width);
  const long = new Float64Array(width);
  for (const [w, window] of tableWindows.entries()) {
    const from = Math.max(0, day - window);
    const risk = (k: number) => atRisk[Math.max(0, day)]![k]! - atRisk[from]![k]!;
    const ends = (k: number) => ended[Math.max(0, day)]![k]! - ended[from]![k]!;
    for (let age = 0; age < ages; age++) {
      let allRisk = 1;
      let allEnds = 0;
      for (let k = age; k < width; k += ages) {
        allRisk += risk(k);
        allEnds += ends(k);
      }
      for (let k = age; k < width; k += ages) {
        const prior = w === 0 ? allEnds / allRisk : long[k]!;
        const weight = w === 0 ? 20 : priorWeight;
        const hazard = (ends(k) + weight * prior) / (risk(k) + weight);
        if (w === 0) long[k] = hazard;
        found[w * width + k] = Math.log(Math.max(1e-5, hazard) / (1 - Math.min(0.99, hazard)));
      }
    }
  }
  return found;
}

function extreme(days: ArrayLike<number>, of: (a: number, b: number) => number): number {
  let found = Number.NaN;
  for (let i = 0; i < days.length; i++) {
    if (!Number.isNaN(days[i]!)) found = Number.isNaN(found) ? days[i]! : of(found, days[i]!);
  }
  return Number.isNaN(found) ? 0 : found;
}
