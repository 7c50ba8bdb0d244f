import { type CsvTable, textColumn } from "../tables/table.ts";
import { type ColumnForm, tellForm } from "./column-form.ts";
import { type FeatureColumn, featureOf } from "./feature-column.ts";
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
  const forms = new Map<string, ColumnForm>();
  const columns: FeatureColumn[] = [];
  const leftOut: { name: string; why: string }[] = [];
  for (const name of table.columns) {
    if (roles.includes(name)) continue;
    const cells = textColumn(table, name);
    const form = tellForm(name, cells);
    const column = featureOf(name, cells, form);
    const why = leftOutByName(name) ?? whyNoFeature(column) ?? leftOutByValues(column, happened);
    if (why) {
      leftOut.push({ name, why });
    } else {
      forms.set(name, form);
      columns.push(column);
    }
  }
  return { columns, forms, leftOut };
}

/** Identifiers and columns with one value. */
function whyNoFeature(column: FeatureColumn): string | undefined {
  if (column.form === "number") return whyNoNumber(column.name, column.values);
  const filled = column.cells.filter((cell) => cell !== "");
  const levels = new Set(filled).size;
  if (levels === 0) return "it is empty";
  if (levels === 1 && filled.length === column.cells.length) return "it has one value";
  if (levels <= 50) return undefined;
  if (levels > 0.9 * filled.length) return "it is different in nearly every row, an identifier";
  return /(^|_)(id|uuid|guid)$/i.test(column.name) ? "its name is that of an identifier" : undefined;
}

/** Words under which whole numbers are names of rows or persons, where nearly all of them differ. */
const idWord = /(^|_)(no|nr|number|row|index|customer|user|shopper|client|account|member|person)(_|$)/i;

function whyNoNumber(name: string, values: Float64Array): string | undefined {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let filled = 0;
  let whole = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    filled++;
    if (Number.isInteger(value)) whole++;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (filled === 0) return "it is empty";
  if (least === most && filled === values.length) return "it has one value";
  if (whole < filled) return undefined;
  const levels = new Set(values).size;
  if (levels === values.length && most - least < 1.05 * values.length) return "it counts the rows";
  return idWord.test(name) && levels > 0.9 * filled ? "its name and its numbers are those of an identifier" : undefined;
}
