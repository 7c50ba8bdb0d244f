import { z } from "zod";

const LogOdds = z.array(z.number());

/** What is known of parcels in one state. */
const Cell = z.object({
  /** By how much it changes the log-odds of arriving on the same day, and, if it does not, on the next. */
  today: z.number(),
  next: z.number(),
  /** The share that never arrives. */
  lost: z.number().min(0).max(1),
});

/**
 * What history says of how long carriers take, as of one morning: log-odds of arriving on each day since the hand-over, of all that had not
 * arrived before.
 */
export const WayTables = z.object({
  /** The first day of which nothing was known. */
  asOf: z.iso.date(),
  /** Days told apart; what takes longer counts as lost. */
  horizon: z.int(),
  /** Ended ways behind all of this. */
  journeys: z.int(),
  all: LogOdds,
  services: z.record(z.string(), LogOdds),
  lanes: z.record(z.string(), LogOdds),
  /** What the day of the week adds, Monday first. */
  weekdays: LogOdds,
  /** The share of a day's arrivals that come before each hour, 0 to 24. */
  hours: z.array(z.number().min(0).max(1)),
  /** By state and days of silence, see {@link cellOf}. */
  cells: z.record(z.string(), Cell),
});
export type WayTables = z.output<typeof WayTables>;

/** The longest way that is told from a lost parcel, in days. */
export const horizon = 60;

const silences = [0, 1, 2, 3, 5, 8] as const;

/** Where what is known of a parcel in a state, of which nothing was heard for so many days, stands in the tables. */
export function cellOf(status: string, silentDays: number): string {
  return `${status}/${silences.findLast((from) => from <= silentDays) ?? 0}`;
}

export function logOdds(chance: number): number {
  const within = Math.min(1 - 1e-5, Math.max(1e-5, chance));
  return Math.log(within / (1 - within));
}

export function chanceOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** What is known of a lane, else of its service, else of all. */
export function oddsOf(
  { lanes, services, all }: Pick<WayTables, "lanes" | "services" | "all">,
  lane: string,
): number[] {
  return lanes[lane] ?? services[lane.split("|")[0] ?? "-"] ?? all;
}
