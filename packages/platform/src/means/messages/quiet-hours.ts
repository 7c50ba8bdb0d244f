import { Temporal } from "temporal-polyfill";

/** Times of day as "21:00"; hours that end before they begin go over midnight, and equal ones are no hours at all. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

/** A day, and the hour that it can be longer by. */
const longestMs = 25 * 3_600_000;

/** Where somebody can be: the zones that are possible, and the retailer's. */
export interface Zones {
  readonly possible: readonly string[];
  readonly retailer: string;
}

/**
 * The end of the quiet hours that an instant lies in: the first instant that is quiet in none of the zones that somebody can be in; undefined
 * where it is not quiet now. Where those lie so far apart that it is always quiet in one of them, the retailer's zone counts.
 */
export function quietUntil(now: Date, { possible, retailer }: Zones, hours: QuietHours): Date | undefined {
  const waking = firstWaking(now, possible, hours) ?? firstWaking(now, [retailer], hours) ?? now;
  return waking > now ? waking : undefined;
}

/** The first instant, at or after this, that is quiet in no zone; undefined where there is none within a day. */
function firstWaking(now: Date, zones: readonly string[], hours: QuietHours): Date | undefined {
  let at = now;
  while (at.getTime() - now.getTime() <= longestMs) {
    const ends = zones.flatMap((zone) => endOfQuiet(at, zone, hours) ?? []);
    if (ends.length === 0) return at;
    at = new Date(Math.max(...ends.map((end) => end.getTime())));
  }
  return undefined;
}

function endOfQuiet(at: Date, zone: string, { from, until }: QuietHours): Date | undefined {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const time = local.toPlainTime();
  const [begins, ends] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(until)];
  const sinceBegin = Temporal.PlainTime.compare(time, begins) >= 0;
  const beforeEnd = Temporal.PlainTime.compare(time, ends) < 0;
  const overMidnight = Temporal.PlainTime.compare(begins, ends) > 0;
  if (!(overMidnight ? sinceBegin || beforeEnd : sinceBegin && beforeEnd)) return undefined;
  // An hour that comes twice ends twice; one that is left out ends when the clocks have jumped over it.
  const today = local.toPlainDate();
  const candidates = [today, today.add({ days: 1 })].flatMap((day) =>
    (["earlier", "later"] as const).map((disambiguation) =>
      day.toPlainDateTime(ends).toZonedDateTime(zone, { disambiguation }),
    ),
  );
  const end = candidates.find((candidate) => candidate.epochMilliseconds > at.getTime());
  return end && new Date(end.epochMilliseconds);
}
