import { shrinkHours } from "./shrink-ways.ts";
import type { WayTables } from "./way-tables.ts";

const stated = shrinkHours([]);

/**
 * The share of a day's arrivals that have come by an hour: how much of today is over for a parcel that has not come.
 * @param hour 0 to 24, with its parts
 */
export function dayGone(tables: WayTables | undefined, hour: number): number {
  const hours = tables?.hours ?? stated;
  const whole = Math.min(23, Math.floor(hour));
  const [from, to] = [hours[whole]!, hours[whole + 1]!];
  return from + (to - from) * (hour - whole);
}
