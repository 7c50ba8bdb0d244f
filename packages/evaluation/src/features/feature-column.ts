import { isMissing } from "../tables/missing-cells.ts";
import { type CsvTable, textColumn } from "../tables/table.ts";
import { type ColumnForm, numberOf, plainValue, tellForm } from "./column-form.ts";

/** A column that was read by its form. */
export type FeatureColumn =
  /** Numbers, booleans, dates (days since 1970) and ranks; NaN where missing. */
  | { readonly name: string; readonly form: "number"; readonly values: Float64Array }
  /** "" where missing. */
  | { readonly name: string; readonly form: "category"; readonly cells: readonly string[] };

/** The form of each column, by its cells in this table. */
export function formsOf(table: CsvTable, names: readonly string[]): ReadonlyMap<string, ColumnForm> {
  return new Map(names.map((name) => [name, tellForm(name, textColumn(table, name))]));
}

/** One column by its form, which may come from another table: then a cell that does not fit is missing. */
export function readFeature(table: CsvTable, name: string, form: ColumnForm): FeatureColumn {
  return featureOf(name, textColumn(table, name), form);
}

/** The same of cells that were taken out of the table already. */
export function featureOf(name: string, cells: readonly string[], form: ColumnForm): FeatureColumn {
  if (form.form === "category") {
    return { name, form: "category", cells: cells.map((cell) => (isMissing(cell) ? "" : plainValue(cell))) };
  }
  return { name, form: "number", values: Float64Array.from(cells, (cell) => numberOf(form, cell)) };
}
