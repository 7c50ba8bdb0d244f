import type { StatusOdds } from "./status-odds.ts";
import { chanceOf } from "./way-tables.ts";

/** What is known of a parcel under way; days are counted from its hand-over. */
export interface UnderWay {
  /** Log-odds of arriving 0, 1, … days after the hand-over, if not before. */
  readonly odds: readonly number[];
  /** Today. */
  readonly age: number;
  /** The day on which anybody last said anything of it; at most today. */
  readonly heardAge: number;
  /** The share of today in which nothing is delivered any more has passed: 0 in the morning, 1 in the evening. */
  readonly dayGone: number;
  /** What its state says at an age: the silence grows with it. */
  readonly state: (age: number) => StatusOdds;
}

/** When a parcel will arrive, in days after its hand-over. */
export interface Remaining {
  /** One in twenty such parcels arrives by then. */
  readonly earliest: number;
  /** Nine in ten of those that arrive have by then. */
  readonly latest: number;
  readonly chanceLost: number;
  /** The chance to arrive later than on that day, or never. */
  chanceLate(until: number): number;
}

/** What a state says of tomorrow fades from day to day: by then there will be news. */
const fading = 0.6;

/**
 * When a parcel arrives of which this is known. The window widens with the silence: its first day stays where it was when something was
 * last heard, or is today, while its last one moves away as the parcel still has not come. It never narrows before the next news, not
 * even where the tables, which know of weekdays and depots but not of this parcel, would have it so.
 */
export function remaining(parcel: UnderWay): Remaining {
  const { odds, age, dayGone } = parcel;
  const [heard, today] = [clip(parcel.heardAge, odds), clip(age, odds)];
  const early = quantile(arrivals(odds, heard, parcel.state(heard), 0), 0.05, heard);
  let width = 0;
  for (let day = heard; day <= today; day++) {
    const gone = day === today ? dayGone : 1;
    const late = quantile(arrivals(odds, day, parcel.state(day), gone), 0.9, day);
    width = Math.max(width, late - Math.max(day, early));
  }
  const state = parcel.state(age);
  const ahead = arrivals(odds, today, state, dayGone);
  const chanceLost = Math.min(1, state.lost + (1 - state.lost) * ahead.beyond);
  // Of what is farther away than the tables reach, nothing is told but that it has not come.
  const earliest = Math.max(age, early);
  return {
    earliest,
    latest: earliest + width,
    chanceLost,
    // Sums of small chances may end a hair above 1.
    chanceLate: (until) => (until < age ? 1 : Math.min(1, chanceLost + (1 - state.lost) * ahead.after(until))),
  };
}

interface Arrivals {
  /** By day, from the first one on: to arrive on it. */
  readonly on: Float64Array;
  readonly first: number;
  /** Not within the tables' days. */
  readonly beyond: number;
  /** Later than on that day, and within the tables' days. */
  after(day: number): number;
}

/** @param gone the part of the first day that is over */
function arrivals(odds: readonly number[], first: number, state: StatusOdds, gone: number): Arrivals {
  const on = new Float64Array(odds.length - first);
  let still = 1;
  for (let day = 0; day < on.length; day++) {
    const said = day === 0 ? state.today : state.next * fading ** (day - 1);
    const whole = chanceOf(odds[first + day]! + said);
    // Of what would come today a part has come, so that not to have come by now speaks against coming today as well.
    const chance = day === 0 ? (whole * (1 - gone)) / Math.max(1e-12, 1 - whole * gone) : whole;
    on[day] = still * chance;
    still *= 1 - chance;
  }
  const after = (until: number) => on.subarray(Math.max(0, Math.min(on.length, until - first + 1))).reduce(add, 0);
  return { on, first, beyond: still, after };
}

/** The day by which this share of those that arrive at all has arrived. */
function quantile({ on, beyond }: Arrivals, share: number, first: number): number {
  const wanted = share * (1 - beyond);
  let arrived = 0;
  for (const [day, chance] of on.entries()) {
    arrived += chance;
    if (arrived >= wanted * (1 - 1e-12)) return first + day;
  }
  return first + on.length - 1;
}

function clip(age: number, odds: readonly number[]): number {
  return Math.max(0, Math.min(odds.length - 1, age));
}

function add(a: number, b: number): number {
  return a + b;
}
