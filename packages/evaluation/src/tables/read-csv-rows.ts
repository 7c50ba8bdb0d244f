import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";

/** A table as text: the names of its columns and each row's cells in that order. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The text of a file, unpacked if it is gzip (told by its first bytes, not its name). Throws, naming it, if it is missing. */
export function readText(path: string): string {
  if (!existsSync(path)) throw new Error(`the data file ${path} is missing: put it there, or leave this task out`);
  const bytes = readFileSync(path);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** A CSV file with a header line, plain or gzip. Throws if it is missing, empty or ragged. */
export function readCsvRows(path: string): CsvTable {
  const [columns, ...rows]: string[][] = parse(readText(path), { bom: true, skip_empty_lines: true });
  if (!columns) throw new Error(`${path} is empty: a header line and rows are needed`);
  return { columns, rows };
}

/** One column's cells as text. Throws, listing the columns there are, if the name is not among them. */
export function textColumn(table: CsvTable, name: string): string[] {
  const place = table.columns.indexOf(name);
  if (place < 0) throw new Error(`there is no column ${name}; there are ${table.columns.join(", ")}`);
  return table.rows.map((row) => row[place] ?? "");
}

/** One column as numbers. Throws on a cell that is no finite number, naming the row. */
export function numberColumn(table: CsvTable, name: string): Float64Array {
  return Float64Array.from(textColumn(table, name), (cell, row) => {
    const value = Number(cell);
    if (cell.trim() === "" || !Number.isFinite(value)) {
      throw new Error(`column ${name}, row ${row}: "${cell}" is no finite number`);
    }
    return value;
  });
}
