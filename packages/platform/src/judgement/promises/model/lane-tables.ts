import { plannedGroup } from "@aftercare/learn";
import type { ArrivalOutlook } from "./arrival-outlook.ts";

/** Days of starting, from the day as of which was learned, that have tables of their own: two weeks, so that each weekday comes up twice. */
export const startDays = 14;

/** Numbers before the chances in each table: early, likely, late, promise. */
export const daysBefore = 4;

/** For whom tables stand: a lane, all lanes of a service, or all there are. */
export interface LaneEntry {
  readonly of: "lane" | "service" | "all";
  /** The lane's text, the service (`-`: not known), or nothing. */
  readonly name: string;
  /** Journeys behind the tables. */
  readonly journeys: number;
  /** Groups of planned lengths that have tables of their own, ascending; empty where one table serves all. */
  readonly groups: readonly number[];
  /** The place among the groups that is taken where no length is known. */
  readonly usual: number;
}

/** Tables of chances: for each entry, in it for each group of planned lengths, in it for each day of starting. */
export interface LaneTables {
  readonly entries: readonly LaneEntry[];
  /** Longest duration told apart, days. */
  readonly horizon: number;
  readonly values: Float32Array;
}

/** Tables that an entry has for each day of starting. */
export function groupsOf({ groups }: Pick<LaneEntry, "groups">): number {
  return Math.max(1, groups.length);
}

/** Finds what the tables say. */
export function laneLookup({ entries, horizon, values }: LaneTables) {
  const width = daysBefore + horizon + 1;
  const places = new Map<string, { readonly entry: LaneEntry; readonly first: number }>();
  let first = 0;
  for (const entry of entries) {
    places.set(`${entry.of}:${entry.name}`, { entry, first });
    first += groupsOf(entry) * startDays;
  }
  return {
    /** @param place day of starting among {@link startDays} */
    find(
      of: LaneEntry["of"],
      name: string,
      place: number,
      plannedDays: number | undefined,
    ): ArrivalOutlook | undefined {
      const found = places.get(`${of}:${name}`);
      if (!found) return undefined;
      const { entry } = found;
      const group = plannedDays === undefined ? entry.usual : nearestOf(entry.groups, plannedGroup(plannedDays));
      const table = found.first + group * startDays + place;
      const [early, likely, late, promise] = values.subarray(table * width, table * width + daysBefore);
      return {
        ...{
          early: early!,
          likely: likely!,
          late: late!,
          promise: promise!,
          journeys: entry.journeys,
          basis: "learned",
        },
        chances: values.subarray(table * width + daysBefore, (table + 1) * width),
      };
    },
  };
}

/** The place of the number that lies nearest, of two the first; 0 where there is none. */
export function nearestOf(numbers: readonly number[], wanted: number): number {
  let best = 0;
  for (const [place, number] of numbers.entries()) {
    if (Math.abs(number - wanted) < Math.abs(numbers[best]! - wanted)) best = place;
  }
  return best;
}
