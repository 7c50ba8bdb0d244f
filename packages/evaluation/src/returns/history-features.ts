import { pairs } from "./codes.ts";
import { lineAmounts, lineNames } from "./line-names.ts";
import type { Columns, OrderLines } from "./order-lines.ts";
import { meanBefore, replayLines } from "./replay-lines.ts";

const recentDays = 30;
const popularDays = 14;

/**
 * What shopper and item did before, whether or not it came back, which is known at once: orders and lines so far, since when; the
 * item or name bought again; amounts against the shopper's, the item's and the names' usual ones; the item's age and popularity.
 */
export function historyFeatures(lines: OrderLines): Columns {
  const { time, shopper, item } = lines;
  const names = lineNames(lines);
  const columns: Columns = { weekday: time.map((each) => Math.floor(each + 4) % 7) };
  if (time.some((each) => each !== Math.floor(each))) columns.hour = time.map((each) => (each - Math.floor(each)) * 24);
  addVisits(lines, columns);
  addSince(lines, columns, "item again", pairs(shopper, item));
  for (const name of names) addSince(lines, columns, `${name} again`, pairs(shopper, lines.names[name]!));
  addItemAge(lines, columns);
  for (const name of lineAmounts(lines)) {
    const values = lines.amounts[name]!;
    columns[`log ${name}`] = values.map((value) => Math.log1p(Math.max(0, value)));
    const against = (keys: readonly string[]) => logRatio(values, meanBefore(time, keys, values));
    columns[`${name} by shopper`] = against(shopper);
    columns[`${name} by item`] = against(item);
    for (const each of names) columns[`${name} by ${each}`] = against(lines.names[each]!);
  }
  return columns;
}

function addVisits({ time, shopper }: OrderLines, columns: Columns): void {
  const n = time.length;
  const times = new Map<string, number[]>();
  const orders = new Map<string, number>();
  const before = new Float64Array(n);
  const linesBefore = new Float64Array(n);
  const recent = new Float64Array(n);
  const since = new Float64Array(n).fill(Number.NaN);
  replayLines(
    time,
    (i) => {
      const own = times.get(shopper[i]!) ?? [];
      before[i] = orders.get(shopper[i]!) ?? 0;
      linesBefore[i] = own.length;
      recent[i] = own.length - firstAfter(own, time[i]! - recentDays);
      if (own.length > 0) since[i] = time[i]! - own.at(-1)!;
    },
    (i) => {
      const own = times.get(shopper[i]!) ?? [];
      times.set(shopper[i]!, own);
      if (own.at(-1) !== time[i]) orders.set(shopper[i]!, (orders.get(shopper[i]!) ?? 0) + 1);
      own.push(time[i]!);
    },
  );
  columns["orders before"] = before;
  columns["lines before"] = linesBefore;
  columns["lines of late"] = recent;
  columns["days since order"] = since;
}

function addSince({ time }: OrderLines, columns: Columns, name: string, keys: readonly string[]): void {
  const n = time.length;
  const last = new Map<string, { count: number; time: number }>();
  const count = new Float64Array(n);
  const since = new Float64Array(n).fill(Number.NaN);
  replayLines(
    time,
    (i) => {
      const known = last.get(keys[i]!);
      if (!known) return;
      count[i] = known.count;
      since[i] = time[i]! - known.time;
    },
    (i) => last.set(keys[i]!, { count: (last.get(keys[i]!)?.count ?? 0) + 1, time: time[i]! }),
  );
  columns[name] = count;
  columns[`days since ${name}`] = since;
}

function addItemAge({ time, item }: OrderLines, columns: Columns): void {
  const n = time.length;
  const times = new Map<string, number[]>();
  const age = new Float64Array(n);
  const popularity = new Float64Array(n);
  replayLines(
    time,
    (i) => {
      const own = times.get(item[i]!) ?? [];
      age[i] = own.length > 0 ? time[i]! - own[0]! : 0;
      popularity[i] = Math.log1p(own.length - firstAfter(own, time[i]! - popularDays));
    },
    (i) => {
      const own = times.get(item[i]!) ?? [];
      times.set(item[i]!, own);
      own.push(time[i]!);
    },
  );
  columns["item age"] = age;
  columns["item popularity"] = popularity;
}

/** Position of the first of rising times that is not before this one. */
function firstAfter(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Logarithm of an amount over the usual one; 0 where either is not known. */
function logRatio(values: Float64Array, usual: Float64Array): Float64Array {
  return values.map((value, i) => {
    const ratio = Math.log1p(Math.max(0, value)) - Math.log1p(Math.max(0, usual[i]!));
    return Number.isNaN(ratio) ? 0 : ratio;
  });
}
