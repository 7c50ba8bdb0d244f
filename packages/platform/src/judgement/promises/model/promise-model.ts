import { type Lane, laneText } from "../../../facts/journeys/index.ts";
import { dayNumber } from "../../../foundation/calendar/index.ts";
import type { ArrivalOutlook } from "./arrival-outlook.ts";
import { type LaneTables, laneLookup, startDays } from "./lane-tables.ts";

/** What is known about how long deliveries take. */
export interface PromiseModel {
  /** Undefined while nothing has been learned. */
  readonly id: string | undefined;
  /** The day, as 2026-03-01, whose events and all later ones it has not seen. */
  readonly asOf: string | undefined;
  /**
   * What is known about what starts on a day: from the lane's own journeys, else from those of its service. Undefined where nothing has been
   * learned, and for a service that is new: what its retailer says of it tells more than what others did.
   * @param startsOn days since 1970-01-01
   * @param plannedDays from then to the day that the shop tells; used where the shop's days are known to tell something
   */
  outlook(lane: Lane, startsOn: number, plannedDays?: number): ArrivalOutlook | undefined;
}

/** Before anything was learned. */
export const nothingLearned: PromiseModel = { id: undefined, asOf: undefined, outlook: () => undefined };

/** Answers from tables. */
export function promiseModel(id: string, asOf: string, tables: LaneTables): PromiseModel {
  const lookup = laneLookup(tables);
  const first = dayNumber(asOf);
  return {
    id,
    asOf,
    outlook(lane, startsOn, plannedDays) {
      const place = placeOfStart(startsOn - first);
      const own = lookup.find("lane", laneText(lane), place, plannedDays);
      if (own) return own;
      return lane.service === undefined
        ? lookup.find("all", "", place, plannedDays)
        : lookup.find("service", lane.service, place, plannedDays);
    },
  };
}

/** A day that has no table of its own is read as the nearest one of its weekday: carriers live by the week. */
function placeOfStart(days: number): number {
  if (days < 0) return ((days % 7) + 7) % 7;
  return days < startDays ? days : startDays - 7 + (days % 7);
}
