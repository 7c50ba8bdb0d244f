import { hashToUnit } from "@aftercare/learn";
import { textColumn } from "../tables/read-csv-rows.ts";
import { readTable } from "../tables/read-table.ts";

const folds = 5;

/** Five folds by a hash of the row's line, from 0. Another seed gives other folds. */
export function foldsByHash(lines: ArrayLike<number>, seed: string): Uint16Array {
  const suffix = seed === "1" ? "" : ` ${seed}`;
  return Uint16Array.from(lines, (line) => Math.floor(hashToUnit(`fold ${line}${suffix}`) * folds));
}

/**
 * Folds from a table with the columns rep0, rep1, …, for each repeat those of the given lines, numbered from 0.
 * @param lines places among the data's rows, from 0
 * @param linesInFile how many rows the data has
 * @throws Error naming the file, where rows or columns are missing
 */
export function readSplits(path: string, lines: Int32Array, linesInFile: number): Uint16Array[] {
  const table = readTable(path);
  const names = table.columns.filter((name) => /^rep\d+$/.test(name));
  if (names.length === 0) {
    throw new Error(`${path} has no column rep0, rep1, …; there are ${table.columns.join(", ")}`);
  }
  const placeOf = table.columns.includes("row")
    ? new Map(textColumn(table, "row").map((cell, place) => [Number(cell), place]))
    : undefined;
  if (!placeOf && table.rows.length !== linesInFile) {
    throw new Error(
      `${path} has ${table.rows.length} rows for ${linesInFile} of data; give one a row, or a column row`,
    );
  }
  return names.map((name) => {
    const cells = textColumn(table, name);
    const given = Array.from(lines, (line) => {
      const cell = cells[placeOf ? (placeOf.get(line) ?? -1) : line]?.trim();
      if (cell === undefined || cell === "")
        throw new Error(`${path}, column ${name}: row ${line} of the data has no fold`);
      return cell;
    });
    const found = [...new Set(given)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
    if (found.length < 2 || found.length > 100) {
      throw new Error(`${path}, column ${name}: there are ${found.length} folds; 2 to 100 are possible`);
    }
    const numbers = new Map(found.map((fold, number) => [fold, number]));
    return Uint16Array.from(given, (fold) => numbers.get(fold)!);
  });
}
