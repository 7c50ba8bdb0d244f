import { numberColumn, textColumn } from "./read-csv-rows.ts";
import { readTable } from "./read-table.ts";

/**
 * The folds of a file's rows, one list for each repeat, from a table with a line for each row: columns `rep0`, `rep1`, … hold the fold, a
 * whole number from 0 on; a column `row`, if there is one, says which row the line is for, counted from 0.
 * Throws, naming file, column or row, where a row has no fold or two, and where a repeat has only one fold.
 */
export function readSplits(path: string, rows: number): Int32Array[] {
  const table = readTable(path);
  const repeats = table.columns.filter((name) => /^rep\d+$/.test(name));
  if (repeats.length === 0) {
    throw new Error(`${path} has no column rep0, rep1, …; there are ${table.columns.join(", ")}`);
  }
  if (table.rows.length !== rows) {
    throw new Error(`${path} has ${table.rows.length} lines for ${rows} rows of data; one line a row is needed`);
  }
  const places = placesOf(path, table.columns.includes("row") ? textColumn(table, "row") : undefined, rows);
  return repeats.map((name) => {
    const folds = new Int32Array(rows);
    for (const [line, fold] of numberColumn(table, name).entries()) {
      if (!(Number.isInteger(fold) && fold >= 0)) {
        throw new Error(`${path}, column ${name}, row ${line}: ${fold} is no fold; whole numbers from 0 on are needed`);
      }
      folds[places[line]!] = fold;
    }
    if (new Set(folds).size < 2) throw new Error(`${path}, column ${name} has one fold only; at least two are needed`);
    return folds;
  });
}

function placesOf(path: string, cells: readonly string[] | undefined, rows: number): Int32Array {
  const places = Int32Array.from({ length: rows }, (_, i) => i);
  if (!cells) return places;
  const seen = new Set<number>();
  for (const [line, cell] of cells.entries()) {
    const place = Number(cell);
    if (!(Number.isInteger(place) && place >= 0 && place < rows) || cell.trim() === "" || seen.has(place)) {
      throw new Error(`${path}, column row, row ${line}: "${cell}" must be each number from 0 to ${rows - 1} once`);
    }
    seen.add(place);
    places[line] = place;
  }
  return places;
}
