import type { CsvTable } from "./table.ts";

/** The rows of both tables below each other, columns by name in the order of the first. What one of them lacks is missing there. */
export function stackTables(first: CsvTable, second: CsvTable): CsvTable {
  const columns = [...new Set([...first.columns, ...second.columns])];
  const arranged = ({ columns: own, rows }: CsvTable) => {
    const places = columns.map((name) => own.indexOf(name));
    return rows.map((row) => places.map((place) => row[place] ?? ""));
  };
  return { columns, rows: [...arranged(first), ...arranged(second)] };
}
