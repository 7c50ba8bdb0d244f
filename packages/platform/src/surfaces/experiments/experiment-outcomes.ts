import { booleanOf } from "@aftercare/evaluation/features";
import { type CsvTable, isMissing, numberReader, textColumn } from "@aftercare/evaluation/tables";
import { minorDigits } from "../../foundation/money/index.ts";
import { faultIn } from "../files/index.ts";
import type { ExperimentColumns } from "./experiment-columns.ts";

/** What came of each row; NaN where the file does not say. */
export interface ReadOutcomes {
  /** How often the outcome came: visits, else purchases, else whether anything was spent. */
  readonly visits: Float64Array;
  /** Minor units; 0 without a column. */
  readonly revenue: Float64Array;
}

/** @throws bad-input naming column and line of a cell that is no outcome */
export function readOutcomes(table: CsvTable, columns: ExperimentColumns, currency: string): ReadOutcomes {
  const counted = columns.visit ?? columns.bought;
  const spent = columns.revenue === undefined ? undefined : sums(table, columns.revenue, minorDigits(currency));
  // Asked for also where it is not what is learned from, so that a column of the wrong kind does not go unnoticed.
  const bought = columns.bought === undefined ? undefined : counts(table, columns.bought);
  const visits = columns.visit === undefined ? bought : counts(table, columns.visit);
  const revenue = spent ?? new Float64Array(table.rows.length);
  if (counted === undefined)
    return { visits: revenue.map((sum) => (Number.isNaN(sum) ? sum : Number(sum > 0))), revenue };
  return { visits: visits!, revenue };
}

function counts(table: CsvTable, column: string): Float64Array {
  return Float64Array.from(textColumn(table, column), (cell, row) => {
    if (isMissing(cell)) return Number.NaN;
    const value = booleanOf(cell) ?? Number(cell);
    if (Number.isInteger(value) && value >= 0 && value <= 10_000) return value;
    throw faultIn(placeOf(column, row), `"${cell}" is neither yes or no nor a count; write 1 and 0, or true and false`);
  });
}

function sums(table: CsvTable, column: string, digits: number): Float64Array {
  const cells = textColumn(table, column);
  const read = numberReader(cells);
  return Float64Array.from(cells, (cell, row) => {
    if (isMissing(cell)) return Number.NaN;
    const value = read?.(cell) ?? Number.NaN;
    if (Number.isFinite(value)) return Math.round(value * 10 ** digits);
    throw faultIn(placeOf(column, row), `"${cell}" is no sum of money; write it as 29.99`);
  });
}

/** Where a cell stands: the header is line 1. */
export function placeOf(column: string, row: number): string {
  return `line ${row + 2}, column ${column}`;
}
