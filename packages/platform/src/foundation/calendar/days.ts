import { Temporal } from "temporal-polyfill";

/** A calendar day as days since 1 January 1970, so that days can be counted and compared without a time zone. */
export type PlainDayNumber = number;

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** @param text "2026-11-26", a day that exists */
export function dayNumber(text: string): PlainDayNumber {
  return Date.parse(text) / dayMs;
}

/** "2026-11-26" */
export function dayText(day: PlainDayNumber): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function isoWeekday(day: PlainDayNumber): number {
  // The first of them was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The calendar day that an instant lies in, and the time of day as "14:05", at a place. */
export function dayAt(at: Date, timeZone: string): DayAndTime {
  return readOf(Math.floor(at.getTime() / minuteMs), timeZone);
}

interface DayAndTime {
  readonly day: PlainDayNumber;
  readonly time: string;
}

const readOf = remembering((minutes: number, timeZone: string): DayAndTime => {
  const instant = Temporal.Instant.fromEpochMilliseconds(minutes * minuteMs);
  const local = instant.toZonedDateTimeISO(timeZone).toPlainDateTime();
  return { day: dayNumber(local.toPlainDate().toString()), time: local.toPlainTime().toString().slice(0, 5) };
});

/** When it is that time of day there; where the clocks jump over it, as long after the jump. @param time "14:00" */
export function instantOn(day: PlainDayNumber, time: string, timeZone: string): Date {
  return new Date(instantOf(`${dayText(day)}T${time}`, timeZone));
}

const instantOf = remembering((local: string, timeZone: string): number => {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds;
});

/** Remembers what was worked out last: calendars are slow, and many ask the same within a minute. */
function remembering<Key extends string | number, Found>(work: (key: Key, timeZone: string) => Found) {
  const known = new Map<string, Found>();
  return (key: Key, timeZone: string): Found => {
    const name = `${key} ${timeZone}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = work(key, timeZone);
    if (known.size >= 2000) known.clear();
    known.set(name, found);
    return found;
  };
}
