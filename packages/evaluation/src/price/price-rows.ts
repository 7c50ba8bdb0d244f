import { hashToUnit } from "@aftercare/learn";
import { dateReader } from "../tables/date-cells.ts";
import { isMissing } from "../tables/missing-cells.ts";
import { numberReader } from "../tables/number-cells.ts";
import { plainName } from "../tables/plain-name.ts";
import { type CsvTable, textColumn } from "../tables/table.ts";

/** Things with a price to tell. Columns are told apart by what stands in them. */
export interface PriceRows {
  readonly target: Float64Array;
  /** NaN where missing; dates are days since 1970. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  /** "" where missing. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Fold of each row, 0 to 4: five even parts of the hash of "fold " and the row's key. */
  readonly fold: Int32Array;
  /** Place of each row in the table that it was read from. */
  readonly row: Int32Array;
}

const folds = 5;
/** A name that has its own value in more than this share of the rows says only which row it is. */
const mostLevels = 0.8;

/**
 * Reads things and their prices. Rows without price are left out. A column that only counts the rows is their key and no feature; without
 * one the position is the key. Throws, naming column and row, where the price is no number.
 */
export function readPriceRows(table: CsvTable, target: string, ignored: readonly string[] = []): PriceRows {
  const unknown = ignored.find((name) => !table.columns.includes(name));
  if (unknown !== undefined) {
    throw new Error(`there is no column ${unknown} to ignore; there are ${table.columns.join(", ")}`);
  }
  const prices = pricesOf(target, textColumn(table, target));
  const row = Int32Array.from([...prices.keys()].filter((i) => !Number.isNaN(prices[i]!)));
  if (row.length === 0) throw new Error(`column ${target}: no row has a price`);
  const numbers: Record<string, Float64Array> = {};
  const names: Record<string, readonly string[]> = {};
  let keys: readonly string[] | undefined;
  for (const name of table.columns) {
    if (name === target || ignored.includes(name)) continue;
    const all = textColumn(table, name);
    const cells = Array.from(row, (i) => (isMissing(all[i]!) ? "" : all[i]!.trim()));
    const levels = new Set(cells);
    const read = numberReader(cells) ?? dateReader(cells);
    const values = read ? Float64Array.from(cells, read) : undefined;
    if (values && countsUp(values)) keys ??= cells;
    else if (levels.size < 2 || (values && onceEach(values))) continue;
    else if (values) numbers[name] = values;
    else if (levels.size <= mostLevels * cells.length) names[name] = cells.map(plainName);
  }
  const fold = Int32Array.from(row, (i, k) => Math.floor(hashToUnit(`fold ${keys?.[k] ?? i}`) * folds));
  return { target: Float64Array.from(row, (i) => prices[i]!), numbers, names, fold, row };
}

function pricesOf(name: string, cells: readonly string[]): Float64Array {
  const read = numberReader(cells);
  return Float64Array.from(cells, (cell, i) => {
    if (isMissing(cell)) return Number.NaN;
    const price = read ? read(cell) : Number(cell);
    if (Number.isFinite(price)) return price;
    throw new Error(
      `column ${name}, row ${i}: "${cell}" is no number as in the other rows; a price is needed, or nothing`,
    );
  });
}

function countsUp(values: Float64Array): boolean {
  return values.every((value, i) => Number.isInteger(value) && (i === 0 || value > values[i - 1]!));
}

/** Whole numbers of many digits, no two alike. */
function onceEach(values: Float64Array): boolean {
  return (
    values.length > 50 &&
    values.every((value) => Number.isInteger(value) && Math.abs(value) >= 1000) &&
    new Set(values).size === values.length
  );
}
