import type { OrderLines } from "./order-lines.ts";

/** Lines to learn from, by position in the order of time, and lines to score. */
export interface LineSplit {
  readonly train: readonly number[];
  readonly test: readonly number[];
  /** In words. */
  readonly protocol: string;
}

/** Share of the lines that are learned from, by time. */
const learned = 0.75;
/** Least share of the lines of the first file whose outcome must be known when the second begins. */
const leastKnown = 0.3;

/**
 * By time: lines from `from` on are asked about (the day at three quarters of the lines if not given), earlier ones whose outcome was known
 * by then are learned from. Lines without outcome are neither.
 */
export function splitByTime(lines: OrderLines, from?: number): LineSplit {
  const n = lines.time.length;
  const start = from ?? startOf(lines.time, Math.floor(n * learned));
  const known = [...lines.time.keys()].filter((i) => !Number.isNaN(lines.returned[i]!));
  const train = known.filter((i) => lines.time[i]! < start && lines.time[i]! + lines.lag <= start);
  const test = known.filter((i) => lines.time[i]! >= start);
  const lag = Number(lines.lag.toFixed(1));
  const protocol = `${test.length} lines ordered from ${dayOf(start)} on, learned from ${train.length} ordered ${lag} days before or earlier, whose outcome was known by then`;
  return { train, test, protocol };
}

/**
 * Between files: lines of the second are asked about, those of the first whose outcome was known when the second begins are learned from;
 * all of the first where the second is no later one.
 */
export function splitBetween(lines: OrderLines, isTest: (line: number) => boolean): LineSplit {
  const known = [...lines.time.keys()].filter((i) => !Number.isNaN(lines.returned[i]!));
  const test = known.filter(isTest);
  const first = known.filter((i) => !isTest(i));
  const start = test.length === 0 ? Number.POSITIVE_INFINITY : lines.time[test[0]!]!;
  const before = first.filter((i) => lines.time[i]! < start && lines.time[i]! + lines.lag <= start);
  const later = before.length >= leastKnown * first.length;
  const train = later ? before : first;
  const lag = Number(lines.lag.toFixed(1));
  const protocol = later
    ? `${test.length} lines of the second file, learned from ${train.length} of the first, ordered ${lag} days before the second begins or earlier`
    : `${test.length} lines of the second file, learned from all ${train.length} of the first, as the second is not the later one`;
  return { train, test, protocol };
}

/** The day that the line at this place was ordered; its very time where the lines span few days. */
function startOf(time: Float64Array, place: number): number {
  const at = time[place]!;
  return Math.floor(at) > time[0]! ? Math.floor(at) : at;
}

function dayOf(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}
