import { type CsvTable, textColumn } from "../tables/read-csv-rows.ts";

/** Which column plays which role in a file of order lines. Every other column is known at order time and used by its kind. */
export interface LineColumns {
  /** 1 where the line came back, 0 where not. */
  readonly target: string;
  readonly shopper: string;
  readonly item: string;
  /** When it was ordered, an ISO date or date-time. */
  readonly time: string;
  /** Not known at order time, or of no meaning. */
  readonly ignore: readonly string[];
}

/** Order lines in the order of time. */
export interface OrderLines {
  readonly returned: Float64Array;
  readonly shopper: readonly string[];
  readonly item: readonly string[];
  /** Days since 1970, with fractions. */
  readonly time: Float64Array;
  /** Which lines belong to one order: the shopper's of one time. */
  readonly order: readonly string[];
  /** Further columns that are amounts; NaN where missing. */
  readonly amounts: Readonly<Record<string, Float64Array>>;
  /** Further columns that are dates, as days before the order; NaN where missing. */
  readonly ages: Readonly<Record<string, Float64Array>>;
  /** Further columns that are names, in lower case; "" where missing. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

const dayMs = 86_400_000;
const isDate = /^\d{4}-\d\d-\d\d/;

/** Reads order lines by role; `?` and blanks are missing. A column is what nearly all its cells are: dates, numbers or names. */
export function readLines(table: CsvTable, columns: LineColumns): OrderLines {
  const times = textColumn(table, columns.time).map((cell) => Date.parse(cell) / dayMs);
  const order = times.map((_, i) => i).sort((a, b) => times[a]! - times[b]!);
  const bad = times.findIndex((time) => Number.isNaN(time));
  if (bad >= 0) throw new Error(`column ${columns.time}, row ${bad}: an ISO date is needed`);
  const sorted = (name: string) => {
    const cells = textColumn(table, name);
    return order.map((i) => (cells[i]!.trim() === "?" ? "" : cells[i]!.trim()));
  };
  const returned = Float64Array.from(sorted(columns.target), Number);
  if (returned.some((label) => label !== 0 && label !== 1)) {
    throw new Error(`column ${columns.target}: 0 or 1 is needed in every row`);
  }
  const time = Float64Array.from(order, (i) => times[i]!);
  const shopper = sorted(columns.shopper);
  const amounts: Record<string, Float64Array> = {};
  const ages: Record<string, Float64Array> = {};
  const names: Record<string, readonly string[]> = {};
  const taken = new Set([columns.target, columns.shopper, columns.item, columns.time, ...columns.ignore]);
  for (const name of table.columns) {
    if (taken.has(name)) continue;
    const cells = sorted(name);
    const filled = cells.filter((cell) => cell !== "");
    if (filled.length === 0) continue;
    if (filled.every((cell) => isDate.test(cell))) {
      ages[name] = Float64Array.from(cells, (cell, i) =>
        cell === "" ? Number.NaN : time[i]! - Date.parse(cell) / dayMs,
      );
    } else if (filled.every((cell) => Number.isFinite(Number(cell))) && !name.endsWith("_id")) {
      amounts[name] = Float64Array.from(cells, (cell) => (cell === "" ? Number.NaN : Number(cell)));
    } else {
      names[name] = cells.map((cell) => cell.toLowerCase());
    }
  }
  return {
    returned,
    shopper,
    item: sorted(columns.item),
    time,
    order: shopper.map((each, i) => `${each} ${time[i]}`),
    amounts,
    ages,
    names,
  };
}
