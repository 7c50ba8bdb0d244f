import { readTable } from "./read-table.ts";
import { type CsvTable, textColumn } from "./table.ts";

/** More folds than this would be names of something else. */
const mostFolds = 100;

/**
 * The folds of a file's rows, one list for each repeat, from a table whose columns `rep0`, `rep1`, … hold them. Folds are numbered from
 * 0 in the order of their names. A column `row`, if there is one, says which row of the data a line is for, counted from 0, and rows
 * that are not asked about may be missing; without it there is a line for each row.
 * @param rows how many rows the data has
 * @param asked the rows that are asked about, all by default
 * @throws Error naming file, column or row, where a row has no fold or two, and where a repeat has less than two folds
 */
export function readSplits(path: string, rows: number, asked: ArrayLike<number> = allOf(rows)): Uint16Array[] {
  const table = readTable(path);
  const repeats = table.columns.filter((name) => /^rep\d+$/.test(name));
  if (repeats.length === 0) {
    throw new Error(`${path} has no column rep0, rep1, …; there are ${table.columns.join(", ")}`);
  }
  const lineOf = linesByRow(path, table, rows);
  return repeats.map((name) => {
    const cells = textColumn(table, name);
    const given = Array.from(asked, (row) => {
      const fold = cells[lineOf(row)]?.trim() ?? "";
      if (fold === "") throw new Error(`${path}, column ${name}: row ${row} of the data has no fold`);
      return fold;
    });
    const folds = [...new Set(given)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
    if (folds.length < 2 || folds.length > mostFolds) {
      throw new Error(`${path}, column ${name}: there are ${folds.length} folds; 2 to ${mostFolds} are possible`);
    }
    const numbers = new Map(folds.map((fold, number) => [fold, number]));
    return Uint16Array.from(given, (fold) => numbers.get(fold)!);
  });
}

function allOf(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row);
}

/** Where in the table a row of the data stands; -1 where it is not there. */
function linesByRow(path: string, table: CsvTable, rows: number): (row: number) => number {
  if (!table.columns.includes("row")) {
    if (table.rows.length === rows) return (row) => row;
    throw new Error(`${path} has ${table.rows.length} lines for ${rows} rows of data; give one a row, or a column row`);
  }
  const lines = new Map<number, number>();
  for (const [line, cell] of textColumn(table, "row").entries()) {
    const row = Number(cell);
    if (!(Number.isInteger(row) && row >= 0 && row < rows) || cell.trim() === "" || lines.has(row)) {
      throw new Error(`${path}, column row, line ${line}: "${cell}" must be a number from 0 to ${rows - 1}, each once`);
    }
    lines.set(row, line);
  }
  return (row) => lines.get(row) ?? -1;
}
