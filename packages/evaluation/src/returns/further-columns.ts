import { dateReader } from "../tables/date-cells.ts";
import { numberReader } from "../tables/number-cells.ts";
import { plainName } from "../tables/plain-name.ts";
import type { OrderLines } from "./order-lines.ts";

interface Known {
  readonly time: Float64Array;
  readonly item: readonly string[];
  readonly shopper: readonly string[];
}

/** Numbers under such a name are names: brand_id, BrandID, StockCode, article_no. */
const camelId = /[a-z](Id|ID|Key|Code|No|Nr|Number)$/;
const separatedId = /(^|[_\s.-])(id|uuid|guid|key|code|no|nr|number)$/i;

/**
 * Tells what each column is by what stands in it: an amount, a date or a name. The number of the order is found by what it does: each value has
 * one shopper and one day. Columns that number the rows, say nothing, or only say the item again are left out.
 * @param columns name and cells of each, "" where missing
 */
export function furtherColumns(
  columns: readonly (readonly [string, readonly string[]])[],
  known: Known,
): Pick<OrderLines, "amounts" | "ages" | "names"> & { readonly numbers: readonly string[] | undefined } {
  const amounts: Record<string, Float64Array> = {};
  const ages: Record<string, Float64Array> = {};
  const names: Record<string, readonly string[]> = {};
  let numbers: readonly string[] | undefined;
  for (const [name, cells] of columns) {
    const levels = new Set(cells);
    if (levels.size < 2) continue;
    const number = numberReader(cells);
    const isId = camelId.test(name) || separatedId.test(name);
    if (number && !isId) {
      const values = Float64Array.from(cells, number);
      if (!countsRows(values)) amounts[name] = values;
      if (mayBeCode(name, values, levels.size)) names[name] = cells.map(plainName);
      continue;
    }
    const date = number ? undefined : dateReader(cells);
    if (date) {
      ages[name] = Float64Array.from(cells, (cell, i) => known.time[i]! - date(cell));
      continue;
    }
    const plain = cells.map(plainName);
    if (numbersOrders(plain, levels.size, known)) numbers ??= plain;
    else if (levels.size < 0.5 * cells.length && !repeats(plain, levels.size, known.item)) names[name] = plain;
  }
  return { amounts, ages, names, numbers };
}

/** Few whole numbers that come often may be codes, of sizes or kinds, and are looked at in both ways. */
function mayBeCode(name: string, values: Float64Array, levels: number): boolean {
  return (
    levels <= 100 &&
    levels * 20 <= values.length &&
    !/quantity|qty|amount|price|count|total|sum|menge|anzahl|aantal/i.test(name) &&
    values.every((value) => Number.isNaN(value) || Number.isInteger(value))
  );
}

/** Whole numbers, no two alike: they only say which row it is. */
function countsRows(values: Float64Array): boolean {
  return values.length > 20 && values.every(Number.isInteger) && new Set(values).size === values.length;
}

/** Whether every value has one shopper and one day, and some values several lines. */
function numbersOrders(cells: readonly string[], levels: number, { time, shopper }: Known): boolean {
  const orders = new Set(shopper.map((each, i) => `${each}\n${Math.floor(time[i]!)}`));
  if (levels < 0.9 * orders.size || levels >= cells.length) return false;
  const first = new Map<string, number>();
  return cells.every((cell, i) => {
    const at = first.get(cell);
    if (at === undefined) first.set(cell, i);
    return cell === "" || at === undefined || (shopper[at] === shopper[i] && time[i]! - time[at]! < 1);
  });
}

/** Whether a name only says the item in other words. */
function repeats(cells: readonly string[], levels: number, item: readonly string[]): boolean {
  const first = new Map<string, string>();
  let alike = 0;
  for (const [i, cell] of cells.entries()) {
    const known = first.get(item[i]!);
    if (known === undefined) first.set(item[i]!, cell);
    else if (known === cell) alike++;
  }
  return levels >= 0.5 * first.size && alike >= 0.95 * (cells.length - first.size) && alike > 0;
}
