import { timeReader } from "../tables/date-cells.ts";
import { isMissing } from "../tables/missing-cells.ts";
import { numberReader } from "../tables/number-cells.ts";
import { plainName } from "../tables/plain-name.ts";
import type { CsvTable } from "../tables/table.ts";

/** A column as numbers by row of its table, NaN where a cell is missing; those of a category are places among its names. */
export interface PurchaseColumn {
  readonly name: string;
  readonly values: Float64Array;
  /** The names that a category has, in the order in which they come up; undefined for a column of numbers. */
  readonly levels?: readonly string[];
}

export interface PurchaseColumns {
  readonly columns: readonly PurchaseColumn[];
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
}

/** Parts of names of what is told later or names the row; what a shop says of its offer at checkout is no such thing. */
const toldLater =
  /status|delivered|handed|handover|dispatch|arriv|receiv|return|refund|review|rating|score|cancel|track|late|delay|actual|approv|paid_?at|complet|closed|updated|transit|days/i;
const identifier = /(^|_)(id|idx|index|uuid|guid|number|no|nr)$/i;

/** How much more often an open order may lack a value than a delivered one. */
const mostGap = 0.3;
/**
 * Shares of the variance of "has arrived" and of the days it took that no column known at the purchase tells. The way of shipping may
 * tell most of the days, so that bound is high.
 */
const mostTold = { whether: 0.6, when: 0.95 } as const;

/**
 * The columns that serve as features: those named, else every one that can have been known at the purchase, as far as names and values
 * tell. This can never be known from a file alone, so the caller says what was left out and lets the asker name the features.
 * @param took days from purchase to delivery by row, NaN where it is not delivered
 * @param old whether a row is old enough that it would be delivered by now
 */
export function knownAtPurchase(
  table: CsvTable,
  roles: readonly (string | undefined)[],
  named: readonly string[],
  took: Float64Array,
  old: (row: number) => boolean,
): PurchaseColumns {
  const unknown = named.find((name) => !table.columns.includes(name));
  if (unknown !== undefined) {
    throw new Error(`--features: there is no column ${unknown}; there are ${table.columns.join(", ")}`);
  }
  const columns: PurchaseColumn[] = [];
  const leftOut: { name: string; why: string }[] = [];
  for (const [place, name] of table.columns.entries()) {
    if (roles.includes(name)) continue;
    const cells = table.rows.map((row) => row[place] ?? "");
    if (named.length > 0) {
      if (named.includes(name)) columns.push(columnOf(name, cells));
      continue;
    }
    const column = columnOf(name, cells);
    const why = whyByName(name) ?? whyByCells(cells, column) ?? whyByOutcome(column, took, old);
    if (why) leftOut.push({ name, why });
    else columns.push(column);
  }
  return { columns, leftOut };
}

function columnOf(name: string, cells: readonly string[]): PurchaseColumn {
  const read = numberReader(cells);
  if (read) return { name, values: Float64Array.from(cells, read) };
  const codes = new Map<string, number>();
  const values = Float64Array.from(cells, (cell) => {
    if (isMissing(cell)) return Number.NaN;
    const level = plainName(cell);
    const code = codes.get(level) ?? codes.size;
    codes.set(level, code);
    return code;
  });
  return { name, values, levels: [...codes.keys()] };
}

function whyByName(name: string): string | undefined {
  if (toldLater.test(name)) return "its name is that of something told later";
  return identifier.test(name) ? "its name is that of an identifier" : undefined;
}

function whyByCells(cells: readonly string[], { values, levels }: PurchaseColumn): string | undefined {
  const filled = values.filter((value) => !Number.isNaN(value));
  const different = new Set(filled).size;
  if (different === 0) return "it is empty";
  if (different === 1 && filled.length === values.length) return "it has one value";
  if (levels && different > 0.9 * filled.length && different > 20) return "it is different in nearly every row";
  if (levels && timeReader(cells)) return "it holds times, which may come after the purchase";
  const whole = filled.length === values.length && different === filled.length && filled.every(Number.isInteger);
  return whole ? "it counts the rows" : undefined;
}

/** What is filled only once an order has arrived, or tells whether and when it did, was not known before. */
function whyByOutcome(
  { values, levels }: PurchaseColumn,
  took: Float64Array,
  old: (row: number) => boolean,
): string | undefined {
  const categorical = levels !== undefined;
  const rows = Array.from(values.keys()).filter(old);
  const delivered = rows.filter((row) => !Number.isNaN(took[row]!));
  const open = rows.filter((row) => Number.isNaN(took[row]!));
  const missing = (part: readonly number[]) =>
    part.reduce((sum, row) => sum + Number(Number.isNaN(values[row]!)), 0) / Math.max(1, part.length);
  if (open.length >= 20 && missing(open) - missing(delivered) > mostGap)
    return "it is filled once the order has arrived";
  const came = Float64Array.from(took, (days) => Number(!Number.isNaN(days)));
  if (open.length >= 20 && shareTold(values, categorical, came, rows) > mostTold.whether)
    return "it tells whether the order has arrived";
  return shareTold(values, categorical, took, delivered) > mostTold.when
    ? "it tells when the order arrived"
    : undefined;
}

/** Share of the variance of `outcome` that lies between levels, or between twenty steps of a number, less what chance alone would give. */
function shareTold(values: Float64Array, categorical: boolean, outcome: Float64Array, rows: readonly number[]): number {
  const present = rows.filter((row) => !Number.isNaN(values[row]!));
  const edges = categorical ? undefined : steps(present.map((row) => values[row]!));
  const groups = new Map<number, { count: number; sum: number }>();
  let [sum, squares] = [0, 0];
  for (const row of present) {
    const value = values[row]!;
    const level = edges ? edges.filter((edge) => value > edge).length : value;
    const group = groups.get(level) ?? { count: 0, sum: 0 };
    group.count++;
    group.sum += outcome[row]!;
    groups.set(level, group);
    sum += outcome[row]!;
    squares += outcome[row]! ** 2;
  }
  const total = squares - sum ** 2 / Math.max(1, present.length);
  const spare = present.length - groups.size;
  if (total <= 0 || spare < 20) return 0;
  let between = -(sum ** 2) / present.length;
  for (const group of groups.values()) between += group.sum ** 2 / group.count;
  return 1 - (total - between) / spare / (total / (present.length - 1));
}

function steps(values: number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return Array.from({ length: 19 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / 20)] ?? 0);
}
