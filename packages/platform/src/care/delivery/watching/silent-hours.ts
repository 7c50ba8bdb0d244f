import { isoWeekday, type PlainDayNumber } from "../../../foundation/calendar/index.ts";

/** An instant where the retailer is. */
export interface LocalTime {
  readonly day: PlainDayNumber;
  /** 0 to 24. */
  readonly hour: number;
}

/** Hours between two instants that are not on Sundays, when no carrier says anything. */
export function silentHours(since: LocalTime, now: LocalTime): number {
  let hours = 0;
  for (let day = since.day; day <= now.day; day++) {
    if (isoWeekday(day) === 7) continue;
    hours += (day === now.day ? now.hour : 24) - (day === since.day ? since.hour : 0);
  }
  return Math.max(0, hours);
}
