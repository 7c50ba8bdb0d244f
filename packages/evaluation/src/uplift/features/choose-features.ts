import { type CsvTable, textColumn } from "../../tables/read-csv-rows.ts";
import { type ColumnForm, isMissing } from "./column-form.ts";
import { type FeatureColumn, formsOf, readFeature } from "./feature-column.ts";
import { leftOutByName } from "./left-out-by-name.ts";
import { type Happened, leftOutByValues } from "./left-out-by-values.ts";

/** The columns that serve as features, and the others with the reason. */
export interface ChosenFeatures {
  readonly columns: readonly FeatureColumn[];
  /** Of each feature: other files are read by the same. */
  readonly forms: ReadonlyMap<string, ColumnForm>;
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
}

/**
 * Every column beside `roles` that can have been known before the treatment, as far as names and values tell. This can never be
 * known from a file alone, so the caller says what was left out and lets the asker name the features instead.
 */
export function chooseFeatures(table: CsvTable, roles: readonly string[], happened: Happened): ChosenFeatures {
  const names = table.columns.filter((name) => !roles.includes(name));
  const forms = formsOf(table, names);
  const columns: FeatureColumn[] = [];
  const leftOut: { name: string; why: string }[] = [];
  for (const name of names) {
    const form = forms.get(name)!;
    const column = readFeature(table, name, form);
    const why =
      leftOutByName(name) ?? whyNoFeature(name, textColumn(table, name), form) ?? leftOutByValues(column, happened);
    if (why) leftOut.push({ name, why });
    else columns.push(column);
  }
  return { columns, forms, leftOut };
}

/** Identifiers and columns with one value. */
function whyNoFeature(name: string, cells: readonly string[], form: ColumnForm): string | undefined {
  const filled = cells.filter((cell) => !isMissing(cell));
  const levels = new Set(filled).size;
  if (levels === 0) return "it is empty";
  if (levels === 1 && filled.length === cells.length) return "it has one value";
  if (form.form === "category" && levels > 50) {
    if (levels > 0.9 * filled.length) return "it is different in nearly every row, an identifier";
    if (/(^|_)(id|uuid|guid)$/i.test(name)) return "its name is that of an identifier";
  }
  if (form.form === "number" && levels === cells.length && isCount(filled)) return "it counts the rows";
  return undefined;
}

/** Whole numbers without gaps. */
function isCount(cells: readonly string[]): boolean {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const cell of cells) {
    const value = Number(cell);
    if (!Number.isInteger(value)) return false;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least < 1.05 * cells.length;
}
