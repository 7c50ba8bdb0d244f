import type { ParcelStatus } from "../../../facts/parcels/status.schema.ts";
import { cellOf, type WayTables } from "./way-tables.ts";

/** What a parcel's state says beyond its age and the day of the week. */
export interface StatusOdds {
  /** By how much the log-odds of arriving on the same day are higher than by the age alone. */
  readonly today: number;
  /** The same for the next day, should it not arrive before; fades from there on. */
  readonly next: number;
  /** The chance that it never arrives. */
  readonly lost: number;
}

/** No state moves the odds by more. */
export const farthest = 3;

/**
 * What a state of a parcel, of which nothing was heard for so many days, says of today and tomorrow: from history where it has such parcels,
 * else as stated here.
 */
export function statusOdds(tables: WayTables | undefined, status: ParcelStatus, silentDays: number): StatusOdds {
  return tables?.cells[cellOf(status, silentDays)] ?? statedStatusOdds(status, silentDays);
}

/** Beliefs, not measurements; shrunk away as history comes in. */
export function statedStatusOdds(status: ParcelStatus, silentDays: number): StatusOdds {
  const delta = (isToday: boolean) => Math.max(-farthest, deltaOf(status, isToday) - (silentDays >= 5 ? 1.5 : 0));
  return { today: delta(silentDays === 0), next: delta(false), lost: lostOf(status, silentDays) };
}

/** @param isToday it was said on the same day */
function deltaOf(status: ParcelStatus, isToday: boolean): number {
  switch (status) {
    case "out_for_delivery":
      // A van that went out yesterday and brought nothing is no van any more.
      return isToday ? 2.2 : -0.3;
    case "pickup_ready":
      return 0.5;
    case "picked_up":
    case "in_transit":
      return isToday ? -1 : 0;
    case "attempt_failed":
      return isToday ? -2 : -0.3;
    case "customs":
      return isToday ? -2 : -1;
    case "delayed":
      return isToday ? -2 : -0.8;
    case "buyer_action":
      return isToday ? -2 : -1.2;
    case "refused":
    case "damaged":
    case "lost":
    case "expired":
    case "cancelled":
    case "returning":
    case "returned_to_sender":
      return -farthest;
    default:
      return 0;
  }
}

function lostOf(status: ParcelStatus, silentDays: number): number {
  switch (status) {
    case "lost":
      return 0.9;
    case "damaged":
    case "refused":
    case "cancelled":
    case "returning":
    case "returned_to_sender":
      return 0.95;
    case "expired":
      return 0.5;
    default:
      if (silentDays >= 14) return 0.5;
      if (silentDays >= 8) return 0.1;
      return silentDays >= 5 ? 0.02 : 0.003;
  }
}
