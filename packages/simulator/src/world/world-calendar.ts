import type { World } from "./world.ts";

const dayLength = 86_400_000;

/** The days of a world: 0 is the first one played, those of history are below 0. */
export interface WorldCalendar {
  readonly firstDay: number;
  /** The first day that is not played any more. */
  readonly end: number;
  /** The first day of each month played, and `end`. */
  readonly monthStarts: readonly number[];
  /** Of a day: 0 is January. */
  monthOf(day: number): number;
  /** Of a day: 0 is Sunday. */
  weekdayOf(day: number): number;
  /** Σ of the relative purchase rate of the days before this one; a rate of 1 for a mean day without drift. */
  pullBefore(day: number): number;
  /** The day on which the sum reaches `pull`; Infinity when that is beyond the calendar. */
  dayAt(pull: number): number;
  /** What the drift makes of an action's effects on a day. */
  effectFactor(action: number, day: number): number;
}

/** Lays out season, weekday and drift over history, play and the last horizon. */
export function worldCalendar({ start, months, historyMonths, horizonDays, seasons, drift }: World): WorldCalendar {
  const dayOf = (month: number): number => Date.UTC(start.year, start.month - 1 + month, 1) / dayLength;
  const origin = dayOf(0);
  const firstDay = dayOf(-historyMonths) - origin;
  const end = dayOf(months) - origin;
  const monthStarts = Array.from({ length: months + 1 }, (_, month) => dayOf(month) - origin);
  const length = end + horizonDays - firstDay + 1;
  const month = new Uint8Array(length);
  const weekday = new Uint8Array(length);
  const before = new Float64Array(length + 1);
  const [meanMonth, meanWeekday] = [mean(seasons.months), mean(seasons.weekdays)];
  const shiftDay = drift.shift ? (monthStarts[drift.shift.afterMonth] ?? Number.POSITIVE_INFINITY) : undefined;
  const isShifted = (day: number): boolean => shiftDay !== undefined && day >= shiftDay;
  for (let i = 0; i < length; i++) {
    const day = firstDay + i;
    const date = new Date((origin + day) * dayLength);
    month[i] = date.getUTCMonth();
    weekday[i] = date.getUTCDay();
    const logDrift = (drift.logRatePerYear * day) / 365 + (isShifted(day) ? (drift.shift?.logRate ?? 0) : 0);
    const season = (seasons.months[month[i]!]! / meanMonth) * (seasons.weekdays[weekday[i]!]! / meanWeekday);
    before[i + 1] = before[i]! + season * Math.exp(logDrift);
  }
  return {
    firstDay,
    end,
    monthStarts,
    monthOf: (day) => month[day - firstDay]!,
    weekdayOf: (day) => weekday[day - firstDay]!,
    pullBefore: (day) => before[Math.min(day - firstDay, length)]!,
    dayAt: (pull) => (pull >= before[length]! ? Number.POSITIVE_INFINITY : firstDay + lastAtMost(before, pull)),
    effectFactor: (action, day) =>
      Math.max(0, 1 + (drift.effectsPerYear * day) / 365) *
      (isShifted(day) ? (drift.shift?.effectFactors[action] ?? 1) : 1),
  };
}

function lastAtMost(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (ascending[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
