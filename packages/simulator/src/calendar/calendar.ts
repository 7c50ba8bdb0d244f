/** A day of trade in Central European time. */
export interface TradingDay {
  /** Midnight, in milliseconds of Unix time. */
  start: number;
  /** 0 is January. */
  month: number;
  /** 0 is Sunday. */
  weekday: number;
  sale: Sale | undefined;
  storesOpen: boolean;
  /** How much is bought on this day; 1 is an ordinary one. */
  pull: number;
}

export type Sale = "winter" | "summer" | "black-week";

/** The days of the sample, on which buying can be laid out: "pull" is time as the shop feels it. */
export interface Calendar {
  days: readonly TradingDay[];
  /** Σ pull of all days. */
  totalPull: number;
  /** The day reached after so much pull; undefined beyond the last day. */
  dayAt(pull: number): TradingDay | undefined;
  /** Σ pull before an instant. */
  pullBefore(instant: number): number;
}

export const hour = 3_600_000;
export const dayLength = 24 * hour;

const bySeason = [0.85, 0.8, 0.92, 1.0, 1.05, 1.05, 1.08, 1.0, 0.98, 1.05, 1.2, 1.4] as const;
const byWeekday = [0.85, 1.08, 0.95, 0.95, 1.0, 1.05, 1.22] as const;
const bySale: Readonly<Record<Sale, number>> = { winter: 1.35, summer: 1.3, "black-week": 2.1 };

/** The retailer grows by this share over a year, on top of the shoppers who join. */
const yearlyGrowth = 0.12;

/** @param until the end of the last day at the latest; the sample is cut there */
export function tradingCalendar(until: Date, months: number): Calendar {
  const length = Math.round(months * 30.4375);
  const firstNoon = Math.floor(until.getTime() / dayLength) * dayLength - length * dayLength + 12 * hour;
  const days = Array.from({ length: length + 1 }, (_, i) => tradingDay(firstNoon + i * dayLength, growthAfter(i)));
  const reached: number[] = [];
  let totalPull = 0;
  for (const day of days) {
    totalPull += day.pull;
    reached.push(totalPull);
  }
  return {
    days,
    totalPull,
    dayAt: (pull) => days[firstAbove(reached, pull)],
    pullBefore: (instant) => {
      const i = days.findLastIndex((day) => day.start <= instant);
      if (i < 0) return 0;
      const day = days[i]!;
      return reached[i]! - day.pull + day.pull * Math.min(1, (instant - day.start) / dayLength);
    },
  };
}

/** How much more is sold so many days after the sample's first. */
export function growthAfter(days: number): number {
  return 1 + (yearlyGrowth * days) / 365;
}

export function tradingDay(noonUtc: number, growth: number): TradingDay {
  const noon = new Date(noonUtc);
  const month = noon.getUTCMonth();
  const date = noon.getUTCDate();
  const weekday = noon.getUTCDay();
  const sale = saleOn(month, date);
  const holiday = (month === 11 && (date === 25 || date === 26)) || (month === 0 && date === 1);
  return {
    start: noonUtc - 12 * hour - centralEuropeanOffset(noon),
    month,
    weekday,
    sale,
    storesOpen: weekday !== 0 && !holiday,
    pull: bySeason[month]! * byWeekday[weekday]! * (sale === undefined ? 1 : bySale[sale]) * growth,
  };
}

function saleOn(month: number, date: number): Sale | undefined {
  if (month === 0 && date >= 2 && date <= 24) return "winter";
  if ((month === 6 && date >= 10) || (month === 7 && date <= 3)) return "summer";
  if (month === 10 && date >= 22) return "black-week";
  return undefined;
}

const offsetFormat = new Intl.DateTimeFormat("en", { timeZone: "Europe/Berlin", timeZoneName: "longOffset" });

/** One hour in winter and two in summer, as the zone's own rules say for that day. */
function centralEuropeanOffset(at: Date): number {
  const name = offsetFormat.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  return Number(/GMT([+-]\d+)/.exec(name)?.[1] ?? 1) * hour;
}

function firstAbove(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
