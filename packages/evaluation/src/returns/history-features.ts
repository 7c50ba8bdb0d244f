import type { OrderLines } from "./lines.ts";
import { lineNames } from "./order-features.ts";
import type { Columns } from "./plain-features.ts";

const recentDays = 30;
const popularDays = 14;

/**
 * What shopper and item did before, whether or not it came back, which is known at once: orders and lines so far, since when; the
 * item or name bought again; amounts against the shopper's, the item's and the names' usual ones; the item's age and popularity.
 */
export function historyFeatures(lines: OrderLines): Columns {
  const names = lineNames(lines);
  const columns: Columns = { weekday: lines.time.map((time) => Math.floor(time + 4) % 7) };
  addVisits(lines, columns);
  addSince(lines, columns, "item again", (i) => `${lines.shopper[i]}\n${lines.item[i]}`);
  for (const name of names)
    addSince(lines, columns, `${name} again`, (i) => `${lines.shopper[i]}\n${lines.names[name]![i]}`);
  addItemAge(lines, columns);
  for (const [name, values] of Object.entries(lines.amounts)) {
    columns[`log ${name}`] = values.map((value) => Math.log1p(Math.max(0, value)));
    columns[`${name} by shopper`] = againstMean(lines, values, (i) => lines.shopper[i]!);
    columns[`${name} by item`] = againstMean(lines, values, (i) => lines.item[i]!);
    for (const each of names) columns[`${name} by ${each}`] = againstMean(lines, values, (i) => lines.names[each]![i]!);
  }
  return columns;
}

/** Runs through the lines in time; all lines of one moment are asked before any of them counts. */
function replay(lines: OrderLines, ask: (line: number) => void, count: (line: number) => void): void {
  const { time } = lines;
  for (let from = 0; from < time.length; ) {
    let to = from;
    while (to < time.length && time[to] === time[from]) ask(to++);
    for (let i = from; i < to; i++) count(i);
    from = to;
  }
}

function addVisits(lines: OrderLines, columns: Columns): void {
  const n = lines.time.length;
  const times = new Map<string, number[]>();
  const orders = new Map<string, number>();
  const before = new Float64Array(n);
  const linesBefore = new Float64Array(n);
  const recent = new Float64Array(n);
  const since = new Float64Array(n).fill(Number.NaN);
  replay(
    lines,
    (i) => {
      const own = times.get(lines.shopper[i]!) ?? [];
      before[i] = orders.get(lines.shopper[i]!) ?? 0;
      linesBefore[i] = own.length;
      recent[i] = own.length - own.findLastIndex((time) => time < lines.time[i]! - recentDays) - 1;
      if (own.length > 0) since[i] = lines.time[i]! - own.at(-1)!;
    },
    (i) => {
      const own = times.get(lines.shopper[i]!) ?? [];
      times.set(lines.shopper[i]!, own);
      if (own.at(-1) !== lines.time[i]) orders.set(lines.shopper[i]!, (orders.get(lines.shopper[i]!) ?? 0) + 1);
      own.push(lines.time[i]!);
    },
  );
  columns["orders before"] = before;
  columns["lines before"] = linesBefore;
  columns["lines of late"] = recent;
  columns["days since order"] = since;
}

function addSince(lines: OrderLines, columns: Columns, name: string, keyOf: (line: number) => string): void {
  const n = lines.time.length;
  const last = new Map<string, { count: number; time: number }>();
  const count = new Float64Array(n);
  const since = new Float64Array(n).fill(Number.NaN);
  replay(
    lines,
    (i) => {
      const known = last.get(keyOf(i));
      if (!known) return;
      count[i] = known.count;
      since[i] = lines.time[i]! - known.time;
    },
    (i) => last.set(keyOf(i), { count: (last.get(keyOf(i))?.count ?? 0) + 1, time: lines.time[i]! }),
  );
  columns[name] = count;
  columns[`days since ${name}`] = since;
}

function addItemAge(lines: OrderLines, columns: Columns): void {
  const n = lines.time.length;
  const times = new Map<string, number[]>();
  const age = new Float64Array(n);
  const popularity = new Float64Array(n);
  replay(
    lines,
    (i) => {
      const own = times.get(lines.item[i]!) ?? [];
      age[i] = own.length > 0 ? lines.time[i]! - own[0]! : 0;
      const old = own.findLastIndex((time) => time < lines.time[i]! - popularDays);
      popularity[i] = Math.log1p(own.length - old - 1);
    },
    (i) => {
      const own = times.get(lines.item[i]!) ?? [];
      times.set(lines.item[i]!, own);
      own.push(lines.time[i]!);
    },
  );
  columns["item age"] = age;
  columns["item popularity"] = popularity;
}

/** Logarithm of an amount over the mean of the earlier ones with the same key; 0 for the first. */
function againstMean(lines: OrderLines, values: Float64Array, keyOf: (line: number) => string): Float64Array {
  const sums = new Map<string, { sum: number; count: number }>();
  const found = new Float64Array(values.length);
  replay(
    lines,
    (i) => {
      const known = sums.get(keyOf(i));
      if (!known || Number.isNaN(values[i]!)) return;
      found[i] = Math.log((Math.max(0, values[i]!) + 1) / (Math.max(0, known.sum / known.count) + 1));
    },
    (i) => {
      if (Number.isNaN(values[i]!)) return;
      const known = sums.get(keyOf(i)) ?? { sum: 0, count: 0 };
      sums.set(keyOf(i), { sum: known.sum + values[i]!, count: known.count + 1 });
    },
  );
  return found;
}
