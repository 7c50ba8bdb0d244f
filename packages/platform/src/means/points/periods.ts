import { Temporal } from "temporal-polyfill";

type Length = { readonly days: number } | { readonly months: number };

/** The last instant of the day that lies so long after an instant, where the retailer is: "until 3 May" holds on its evening. */
export function endOfDayAfter(from: Date, length: Length, timeZone: string): Date {
  return new Date(dayAfter(from, length, timeZone).getTime() - 1);
}

/** The first instant of the day after that one. */
export function dayAfter(from: Date, length: Length, timeZone: string): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(start.add(length).add({ days: 1 }).startOfDay().epochMilliseconds);
}

/** The instant so many months before another, by the retailer's calendar. */
export function monthsBefore(at: Date, months: number, timeZone: string): Date {
  const end = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(end.subtract({ months }).epochMilliseconds);
}
