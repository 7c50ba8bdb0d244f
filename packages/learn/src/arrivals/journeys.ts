import type { Features } from "../boosting/index.ts";
import { LearnError, requireLength, requireSome } from "../errors/index.ts";

/** Things under way, each with a start, a planned length and, once it is known, an end. Days are whole numbers since 1970-01-01. */
export interface Journeys {
  /** Day on which each one started. */
  readonly starts: ArrayLike<number>;
  /** Day on which it ended; NaN while it is under way, or for ever where it is lost. */
  readonly ends: ArrayLike<number>;
  /** Days that it was planned to take, as said at the start; may be 0 or less where the plan had run out already. */
  readonly planned: ArrayLike<number>;
  /** What else was known at the start: rows × columns, NaN where missing. */
  readonly features: Features;
  /** Columns of `features` whose numbers are names of categories. */
  readonly categorical?: readonly number[];
  /**
   * Day from which on nothing is known of it, whether or not it ended before: it was called off, or news of it ceased. NaN where it is
   * followed to its end.
   */
  readonly leaves?: ArrayLike<number>;
  /** Day on which it left the first stage (a parcel its warehouse); NaN if not yet. Without it there is one stage only. */
  readonly handovers?: ArrayLike<number>;
}

/** Throws LearnError naming the part of `journeys` unless lengths agree, days are whole, features are not infinite and nothing ends before it starts. */
export function requireJourneys(journeys: Journeys): void {
  const { starts, ends, planned, features, handovers, leaves } = journeys;
  requireSome("journeys.starts", starts);
  requireLength("journeys.ends", ends, starts.length, "journeys.starts");
  requireLength("journeys.planned", planned, starts.length, "journeys.starts");
  requireLength("journeys.features.values", features.values, starts.length * features.columns, "rows × columns");
  // NaN says missing, and a lost value must not pass for a large one.
  const endless = features.values.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (endless >= 0)
    throw new LearnError("journeys.features", `value ${endless} is infinite; a number or NaN is needed`);
  if (handovers) requireLength("journeys.handovers", handovers, starts.length, "journeys.starts");
  if (leaves) requireLength("journeys.leaves", leaves, starts.length, "journeys.starts");
  for (let i = 0; i < starts.length; i++) {
    requireDay("journeys.starts", starts[i]!, i);
    requireDay("journeys.planned", planned[i]!, i);
    if (!Number.isNaN(ends[i]!)) requireDay("journeys.ends", ends[i]!, i);
    if (ends[i]! < starts[i]!) throw new LearnError("journeys.ends", `row ${i} ends before it starts; leave it out`);
    if (leaves && !Number.isNaN(leaves[i]!)) requireDay("journeys.leaves", leaves[i]!, i);
    if (handovers && !Number.isNaN(handovers[i]!)) requireDay("journeys.handovers", handovers[i]!, i);
  }
}

function requireDay(argument: string, day: number, row: number): void {
  if (!Number.isSafeInteger(day)) {
    throw new LearnError(argument, `row ${row} is ${String(day)}; a whole number of days is needed`);
  }
}

/** The last day of its life, counted from its start, on which a journey was seen to go on or to end before a day; negative where on none. */
export function lastAge({ starts, ends, leaves }: Journeys, row: number, horizon: number, before: number): number {
  const start = starts[row]!;
  const length = Number.isNaN(ends[row]!) ? horizon : ends[row]! - start;
  const left = leaves && !Number.isNaN(leaves[row]!) ? leaves[row]! - 1 - start : horizon;
  return Math.min(horizon, length, left, before - 1 - start);
}
