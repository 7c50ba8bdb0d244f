import type { ParcelStatus } from "../../../facts/parcels/status.schema.ts";
import { cellOf, type WayTables } from "./way-tables.ts";

/** What a parcel's state says beyond its age. */
export interface StatusOdds {
  /** By how much the log-odds of arriving on the same day are higher than by the age alone. */
  readonly delta: number;
  /** The chance that it never arrives. */
  readonly lost: number;
}

/** No state moves the odds by more. */
export const farthest = 3;

/**
 * What a state of a parcel, of which nothing was heard for so many days, says of that day: from history where it has such parcels,
 * else as stated here.
 */
export function statusOdds(tables: WayTables | undefined, status: ParcelStatus, silentDays: number): StatusOdds {
  return tables?.cells[cellOf(status, silentDays)] ?? statedStatusOdds(status, silentDays);
}

/** Beliefs, not measurements; shrunk away as history comes in. */
export function statedStatusOdds(status: ParcelStatus, silentDays: number): StatusOdds {
  const delta = Math.max(-farthest, deltaOf(status, silentDays) - (silentDays >= 5 ? 1.5 : 0));
  return { delta, lost: lostOf(status, silentDays) };
}

function deltaOf(status: ParcelStatus, silentDays: number): number {
  switch (status) {
    case "out_for_delivery":
      // A van that went out yesterday and brought nothing is no van any more.
      return silentDays === 0 ? 2.2 : -0.3;
    case "pickup_ready":
      return 0.5;
    case "attempt_failed":
      return -0.3;
    case "customs":
      return -1;
    case "delayed":
      return -0.8;
    case "buyer_action":
      return -1.2;
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
