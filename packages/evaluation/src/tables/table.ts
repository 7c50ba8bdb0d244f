/** A table as text: the names of its columns and each row's cells in that order. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
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
