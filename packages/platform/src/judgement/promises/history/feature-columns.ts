import type { JourneyRow } from "./read-journeys.ts";

/** What was known at the start of journeys, as a column of numbers; NaN where it was not. */
export interface FeatureColumn {
  readonly name: string;
  readonly values: Float64Array;
  /** Names whose places the numbers are; absent for a column of numbers. */
  readonly levels?: readonly string[];
}

/** What of a lane may be a column of its own. */
const laneParts = ["service", "carrier", "origin", "country", "zone"] as const;

/**
 * The columns that trees look at: the hour, whether the shop told a day, what a file said in its order, then what is known of the lane, unless
 * a column of the file says the same in other words or all are alike.
 */
export function featureColumns(rows: readonly JourneyRow[]): FeatureColumn[] {
  const told = namesIn(rows).map((name) => columnOf(name, rows, ({ features }) => features[name] ?? null));
  const lanes = laneParts
    .map((part) => columnOf(part, rows, (row) => row[part]))
    .filter((column) => !isConstant(column) && !told.some((other) => saysTheSame(column, other)));
  return [
    { name: "hour", values: Float64Array.from(rows, ({ hour }) => hour) },
    { name: "told", values: Float64Array.from(rows, ({ planned }) => Number(planned !== null)) },
    ...told,
    ...lanes,
  ];
}

/** Names in the order of their file: that of the row that has most, then those that it lacks. */
function namesIn(rows: readonly JourneyRow[]): string[] {
  let longest: readonly string[] = [];
  const all = new Set<string>();
  for (const { features } of rows) {
    const names = Object.keys(features);
    if (names.length > longest.length) longest = names;
    for (const name of names) all.add(name);
  }
  return [...new Set([...longest, ...all])];
}

function columnOf(
  name: string,
  rows: readonly JourneyRow[],
  read: (row: JourneyRow) => number | string | null,
): FeatureColumn {
  if (!rows.some((row) => typeof read(row) === "string")) {
    return { name, values: Float64Array.from(rows, (row) => Number(read(row) ?? Number.NaN)) };
  }
  const codes = new Map<string, number>();
  const values = Float64Array.from(rows, (row) => {
    const value = read(row);
    if (value === null) return Number.NaN;
    const code = codes.get(String(value)) ?? codes.size;
    codes.set(String(value), code);
    return code;
  });
  return { name, values, levels: [...codes.keys()] };
}

function isConstant({ values }: FeatureColumn): boolean {
  return values.every((value) => Object.is(value, values[0]));
}

/** Whether each value of the one goes with one value of the other, both ways. */
function saysTheSame(one: FeatureColumn, other: FeatureColumn): boolean {
  const [to, from] = [new Map<number, number>(), new Map<number, number>()];
  return one.values.every((value, row) => {
    const there = other.values[row]!;
    if (!to.has(value)) to.set(value, there);
    if (!from.has(there)) from.set(there, value);
    return Object.is(to.get(value), there) && Object.is(from.get(there), value);
  });
}
