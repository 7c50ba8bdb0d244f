import { hashToUnit } from "@aftercare/learn";
import { type CsvTable, numberColumn, textColumn } from "../tables/read-csv-rows.ts";

/** Things with a price to tell. Columns are told apart by what stands in them. */
export interface PriceRows {
  readonly target: Float64Array;
  /** NaN where missing. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Fold of each row, 0 to 4: five even parts of the hash of "fold " and the row's key. */
  readonly fold: Uint8Array;
}

export const folds = 5;

/** A column that only counts the rows is their key and no feature; without one the position is the key. */
export function readPriceRows(table: CsvTable, target: string): PriceRows {
  const numbers: Record<string, Float64Array> = {};
  const names: Record<string, readonly string[]> = {};
  let keys: readonly string[] = table.rows.map((_, i) => String(i));
  for (const name of table.columns) {
    if (name === target) continue;
    const cells = textColumn(table, name).map((cell) => cell.trim());
    const values = Float64Array.from(cells, (cell) => (cell === "" || cell === "?" ? Number.NaN : Number(cell)));
    const filled = cells.filter((cell) => cell !== "" && cell !== "?");
    if (filled.some((cell) => !Number.isFinite(Number(cell)))) names[name] = cells;
    else if (values.every((value, i) => Number.isInteger(value) && (i === 0 || value > values[i - 1]!))) keys = cells;
    else if (filled.length > 0) numbers[name] = values;
  }
  const fold = Uint8Array.from(keys, (key) => Math.floor(hashToUnit(`fold ${key}`) * folds));
  return { target: numberColumn(table, target), numbers, names, fold };
}
