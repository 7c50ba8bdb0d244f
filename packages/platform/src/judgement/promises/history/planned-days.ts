import type { JourneyRow } from "./read-journeys.ts";

/** Days of deliveries that a lane's usual length is taken from. */
const looksBack = 119;
/** Deliveries of the whole service that count beside those of a lane. */
const borrowed = 50;
/** Below so many of a service, what its retailer says of it is better. */
const enough = 30;
/** Starts of a lane that say whether the shop tells days there, and days told that say which ones. */
const recent = 200;

/** What the retailer says of services before anything is known of them, in days, by service. */
export type StatedDays = ReadonlyMap<string, number>;

/**
 * The length that each journey was to have, in whole days: as the shop told; where it did not, what it usually told on that lane; where it never
 * does, how long the lane has usually taken of late, so that lanes can be told apart by it. From what was known the evening before only.
 * @param rows by the time of the purchase
 */
export function plannedDays(rows: readonly JourneyRow[], stated: StatedDays = new Map()): Int32Array {
  const lanes = usualLengths(rows, ({ lane }) => lane);
  const services = usualLengths(rows, serviceOf);
  const all = usualLengths(rows, () => "");
  const habits = new Map<string, Habit>();
  return Int32Array.from(rows, (row) => {
    const habit = habits.get(row.lane) ?? { days: [], whether: [] };
    habits.set(row.lane, habit);
    const planned = row.planned ?? usuallyTold(habit) ?? fromHistory(row);
    if (row.planned !== null) remember(habit.days, row.planned);
    remember(habit.whether, Number(row.planned !== null));
    return planned;
  });

  function fromHistory(row: JourneyRow): number {
    const lane = lanes(row.lane, row.starts);
    const service = services(serviceOf(row), row.starts);
    if (service.count < enough) return stated.get(serviceOf(row)) ?? Math.round(all("", row.starts).median);
    return Math.round((lane.count * lane.median + borrowed * service.median) / (lane.count + borrowed));
  }
}

function serviceOf({ service }: JourneyRow): string {
  return service ?? "-";
}

/** What a shop told of a lane of late. */
interface Habit {
  readonly days: number[];
  /** 1 where it told a day, 0 where it did not. */
  readonly whether: number[];
}

/** The middle one of what was told, where it was told for at least half. */
function usuallyTold({ days, whether }: Habit): number | undefined {
  if (days.length === 0 || whether.reduce((sum, each) => sum + each, 0) * 2 < whether.length) return undefined;
  return days.toSorted((a, b) => a - b)[days.length >> 1];
}

function remember(kept: number[], value: number): void {
  kept.push(value);
  if (kept.length > recent) kept.shift();
}

interface Usual {
  readonly median: number;
  readonly count: number;
}

/** Of each group, the middle duration of what was delivered in the weeks before the week of a day; weeks, because a day changes little. */
function usualLengths(rows: readonly JourneyRow[], groupOf: (row: JourneyRow) => string) {
  const groups = new Map<string, { readonly ends: number; readonly took: number }[]>();
  for (const row of rows) {
    if (row.ends === null) continue;
    const group = groups.get(groupOf(row)) ?? [];
    groups.set(groupOf(row), group);
    group.push({ ends: row.ends, took: row.ends - row.starts });
  }
  for (const group of groups.values()) group.sort((a, b) => a.ends - b.ends);
  const known = new Map<string, Usual>();
  return (name: string, day: number): Usual => {
    const week = Math.floor(day / 7) * 7;
    const key = `${week}/${name}`;
    const found = known.get(key) ?? usualOf(groups.get(name) ?? [], week);
    known.set(key, found);
    return found;
  };
}

function usualOf(group: readonly { readonly ends: number; readonly took: number }[], before: number): Usual {
  const first = firstFrom(group, before - looksBack);
  const took = Float64Array.from(group.slice(first, firstFrom(group, before)), (each) => each.took).sort();
  return { median: took[took.length >> 1] ?? 0, count: took.length };
}

/** The first place of what ended on the day or later. */
function firstFrom(group: readonly { readonly ends: number }[], day: number): number {
  let [low, high] = [0, group.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (group[middle]!.ends < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
