import { isMissing } from "./missing-cells.ts";

const yes = new Set(["1", "true", "yes", "y", "t", "returned"]);
const no = new Set(["0", "false", "no", "n", "f", "kept"]);

/**
 * A column that says yes or no as 1 and 0, NaN where missing: 1/0 (also 1.0), true/false, yes/no, their first letters, or counts, which
 * say yes from 1 on. Throws, naming the column and the first row that says neither.
 */
export function binaryColumn(name: string, cells: readonly string[]): Float64Array {
  return Float64Array.from(cells, (cell, row) => {
    if (isMissing(cell)) return Number.NaN;
    const word = cell.trim().toLowerCase();
    if (yes.has(word)) return 1;
    if (no.has(word)) return 0;
    const count = Number(word);
    if (Number.isInteger(count) && count >= 0) return Number(count > 0);
    throw new Error(
      `column ${name}, row ${row}: "${cell}" is neither yes nor no; 1 and 0, true and false, or yes and no are needed`,
    );
  });
}
