import { dayNumber, type PlainDayNumber } from "../../foundation/calendar/index.ts";

/** A day on which a country, or a part of it, does not work. */
export interface Holiday {
  readonly day: PlainDayNumber;
  /** In the language of the country. */
  readonly name: string;
}

const dayMs = 86_400_000;

/**
 * Public holidays by country, part of it and year. Each is worked out once and kept: it takes some ten milliseconds, and the package that
 * knows them takes a tenth of a second to load, so that it is loaded when first needed rather than when the house starts.
 */
const known = new Map<string, readonly Holiday[]>();
const sets = new Map<string, ReadonlySet<PlainDayNumber>>();

/** Public holidays of a year in the order of their days; none for a country that is not known. */
export async function holidaysOf(
  country: string,
  subdivision: string | undefined,
  year: number,
): Promise<readonly Holiday[]> {
  const name = nameOf(country, subdivision, year);
  const kept = known.get(name);
  if (kept) return kept;
  const { default: Holidays } = await import("date-holidays");
  // A part that the package does not know has its country's holidays.
  const calendar = subdivision === undefined ? new Holidays(country) : new Holidays(country, subdivision);
  const listed = (calendar.getHolidays(year) || []).filter(({ type }) => type === "public");
  const days = listed.flatMap(daysOff).toSorted((a, b) => a.day - b.day);
  known.set(name, days);
  sets.set(name, new Set(days.map(({ day }) => day)));
  return days;
}

/** Works out what {@link isHoliday} will be asked for: days of these years in these places. */
export async function loadHolidays(places: Iterable<Place>, years: readonly number[]): Promise<void> {
  for (const { country, subdivision } of places)
    for (const year of years)
      if (!sets.has(nameOf(country, subdivision, year))) await holidaysOf(country, subdivision, year);
}

/** Whether {@link isHoliday} can be asked for days of that year. */
export function knowsHolidays({ country, subdivision }: Place, year: number): boolean {
  return sets.has(nameOf(country, subdivision, year));
}

export interface Place {
  readonly country: string;
  readonly subdivision?: string | undefined;
}

/** Whether nobody works there on that day. Of a year that has not been loaded nothing is known, and no day is one. */
export function isHoliday({ country, subdivision }: Place, day: PlainDayNumber): boolean {
  const year = new Date(day * dayMs).getUTCFullYear();
  return sets.get(nameOf(country, subdivision, year))?.has(day) ?? false;
}

function nameOf(country: string, subdivision: string | undefined, year: number): string {
  return `${country}-${subdivision ?? ""}-${year}`;
}

/** Days of which a holiday takes at least three quarters: some last for an afternoon, others for half a week. */
function daysOff(holiday: { date: string; start: Date; end: Date; name: string }): Holiday[] {
  // The text has the local time; `start` is the same as an instant.
  const [, date = "", hours = "0", minutes = "0"] = /^(\S+) (\d\d):(\d\d)/.exec(holiday.date) ?? [];
  const from = dayNumber(date) + (Number(hours) + Number(minutes) / 60) / 24;
  const until = from + (holiday.end.getTime() - holiday.start.getTime()) / dayMs;
  const days: Holiday[] = [];
  for (let day = Math.floor(from); day < until; day++)
    if (Math.min(until, day + 1) - Math.max(from, day) >= 0.75) days.push({ day, name: holiday.name });
  return days;
}
