import { basename } from "node:path";
import type { OutcomeKind } from "@aftercare/learn";
import { chooseFeatures } from "../features/choose-features.ts";
import { booleanOf, type ColumnForm, plainValue } from "../features/column-form.ts";
import { type FeatureColumn, formsOf, readFeature } from "../features/feature-column.ts";
import { knownPropensities } from "../features/known-propensities.ts";
import { isMissing } from "../tables/missing-cells.ts";
import { readTable } from "../tables/read-table.ts";
import { type CsvTable, textColumn } from "../tables/table.ts";
import { UsageError } from "../usage-error.ts";

/** Which columns play which role. */
export interface ExperimentRoles {
  readonly treatment: string;
  /** The treatment's value that is the control. */
  readonly control: string;
  readonly outcome: string;
  /** The treatment that is compared with the control; every one if not given. */
  readonly arm?: string | undefined;
  /** Empty where the columns are to be chosen. */
  readonly features: readonly string[];
}

/** Rows with what was known of them, what was done, and what came of it. */
export interface Experiment {
  /** The file and what was counted in it, in words. */
  readonly described: string;
  /** The treatment's values, the control first. */
  readonly arms: readonly string[];
  /** For each row its place in `arms`. */
  readonly treatment: Uint8Array;
  readonly outcome: Float64Array;
  readonly kind: OutcomeKind;
  readonly columns: readonly FeatureColumn[];
  readonly forms: ReadonlyMap<string, ColumnForm>;
  /** For each row its line among the file's rows, from 0. */
  readonly lines: Int32Array;
  readonly linesInFile: number;
  /** For each row and arm the propensity that the file states; undefined where it states none. */
  readonly propensities?: Float64Array;
}

/** An arm with fewer rows than this teaches nothing. */
const leastRows = 20;
const mostArms = 50;

/**
 * Reads an experiment. Rows without a treatment or an outcome are left out, and those of arms that are not asked about.
 * @param like the experiment that the rows are asked about with: its arms, its features and their forms
 * @throws Error naming the file, the column and the line where the data does not fit
 */
export function readExperiment(
  path: string,
  roles: ExperimentRoles,
  say: (line: string) => void,
  like?: Experiment,
): Experiment {
  const table = readTable(path);
  requireColumns(path, table, [roles.treatment, roles.outcome, ...(like?.forms.keys() ?? roles.features)]);
  const given = textColumn(table, roles.treatment).map((cell) => treatmentOf(cell, roles));
  const outcomes = readOutcomes(path, roles.outcome, textColumn(table, roles.outcome));
  const arms = like?.arms ?? armsOf(path, given, roles, say);
  const places = new Map(arms.map((arm, place) => [arm, place]));
  const lines = Int32Array.from(given.keys()).filter((i) => places.has(given[i]!) && !Number.isNaN(outcomes[i]!));
  const blank = given.filter((arm, i) => arm === "" || Number.isNaN(outcomes[i]!)).length;
  if (blank > 0) say(`${basename(path)}: ${blank} rows without a treatment or an outcome are left out`);
  const kept = { columns: table.columns, rows: Array.from(lines, (i) => table.rows[i]!) };
  const treatment = Uint8Array.from(lines, (i) => places.get(given[i]!)!);
  const outcome = Float64Array.from(lines, (i) => outcomes[i]!);
  requireVaried(path, roles, arms, treatment, outcome);
  const { columns, forms } = featuresOf(path, kept, roles, { treatment, arms: arms.length, outcome }, say, like);
  const known = knownPropensities(kept, arms, treatment);
  if (known) say(`${basename(path)}: propensities are taken from ${known.names.join(", ")}`);
  return {
    described: `${basename(path)}: ${counted(arms, treatment)}${blank > 0 ? `; ${blank} blank rows left out` : ""}`,
    ...{ arms, treatment, outcome, columns, forms, lines, linesInFile: table.rows.length },
    kind: like?.kind ?? (outcome.every((y) => y === 0 || y === 1) ? "binary" : "real"),
    ...(known ? { propensities: known.values } : {}),
  };
}

function requireColumns(path: string, { columns }: CsvTable, names: readonly string[]): void {
  const absent = names.find((name) => !columns.includes(name));
  if (absent !== undefined) throw new Error(`${path} has no column ${absent}; there are ${columns.join(", ")}`);
}

/** "" where it is not known. No treatment is often called none or null, which elsewhere mean that nothing is known. */
function treatmentOf(cell: string, { control, arm }: ExperimentRoles): string {
  const value = plainValue(cell);
  const named = value === plainValue(control) || (arm !== undefined && value === plainValue(arm));
  return !named && value.toLowerCase() !== "none" && isMissing(value) ? "" : value;
}

function armsOf(
  path: string,
  given: readonly string[],
  { treatment, control, arm }: ExperimentRoles,
  say: (line: string) => void,
): string[] {
  const counts = new Map<string, number>();
  for (const each of given) if (each !== "") counts.set(each, (counts.get(each) ?? 0) + 1);
  const found = [...counts.keys()].sort((a, b) => Number(a) - Number(b) || 0 || (a < b ? -1 : 1));
  const listed = found
    .slice(0, 20)
    .map((each) => `"${each}" (${counts.get(each)})`)
    .join(", ");
  const require = (value: string): string => {
    const plain = plainValue(value);
    if (counts.has(plain)) return plain;
    throw new Error(`${path}: column ${treatment} never is "${value}"; there are ${listed}`);
  };
  const first = require(control);
  const others = arm === undefined ? found.filter((each) => each !== first) : [require(arm)];
  if (others[0] === first) throw new UsageError(`--arm and --control are both "${control}": name two values`);
  const few = [first, ...others].filter((each) => counts.get(each)! < leastRows);
  if (few.includes(first) || (arm !== undefined && few.length > 0)) {
    throw new Error(
      `${path}: column ${treatment} is "${few[0]}" in ${counts.get(few[0]!)} rows; ${leastRows} are needed`,
    );
  }
  if (few.length > 0) say(`${basename(path)}: left out, with fewer than ${leastRows} rows: ${few.join(", ")}`);
  const arms = [first, ...others.filter((each) => !few.includes(each))];
  if (arms.length < 2)
    throw new Error(`${path}: column ${treatment} has no value beside the control; there are ${listed}`);
  if (arms.length > mostArms) {
    throw new Error(
      `${path}: column ${treatment} has ${arms.length} values; name one with --arm, or give a column of at most ${mostArms}`,
    );
  }
  return arms;
}

/** Numbers, or yes and no; NaN where missing. */
function readOutcomes(path: string, name: string, cells: readonly string[]): Float64Array {
  return Float64Array.from(cells, (cell, i) => {
    if (isMissing(cell)) return Number.NaN;
    const value = booleanOf(cell) ?? Number(cell);
    if (Number.isFinite(value)) return value;
    throw new Error(
      `${path}, line ${i + 2}, column ${name}: "${cell}" is neither a number nor true or false; write one`,
    );
  });
}

function requireVaried(
  path: string,
  { outcome: name }: ExperimentRoles,
  arms: readonly string[],
  treatment: Uint8Array,
  outcome: Float64Array,
): void {
  const absent = arms.find((_, place) => !treatment.includes(place));
  if (absent !== undefined)
    throw new Error(`${path}: no row with an outcome has the treatment "${absent}"; rows of every arm are needed`);
  if (outcome.every((y) => y === outcome[0])) {
    throw new Error(`${path}: column ${name} is ${outcome[0]} in every row; different outcomes are needed`);
  }
}

function featuresOf(
  path: string,
  table: CsvTable,
  roles: ExperimentRoles,
  happened: { readonly treatment: Uint8Array; readonly arms: number; readonly outcome: Float64Array },
  say: (line: string) => void,
  like?: Experiment,
): { readonly columns: readonly FeatureColumn[]; readonly forms: ReadonlyMap<string, ColumnForm> } {
  if (like) {
    const columns = like.columns.map(({ name }) => readFeature(table, name, like.forms.get(name)!));
    return { columns, forms: like.forms };
  }
  const taken = [roles.treatment, roles.outcome];
  if (roles.features.length > 0) {
    const twice = roles.features.find((name) => taken.includes(name));
    if (twice !== undefined) throw new UsageError(`--features names ${twice}, which is the treatment or the outcome`);
    const forms = formsOf(table, roles.features);
    return { columns: roles.features.map((name) => readFeature(table, name, forms.get(name)!)), forms };
  }
  const { columns, forms, leftOut } = chooseFeatures(table, taken, happened);
  for (const { name, why } of leftOut) say(`${basename(path)}: column ${name} is no feature: ${why}`);
  if (columns.length === 0) throw new Error(`${path}: no column is left as a feature; name some with --features`);
  say(`${basename(path)}: features ${columns.map(({ name }) => name).join(", ")} (--features decides otherwise)`);
  return { columns, forms };
}

function counted(arms: readonly string[], treatment: Uint8Array): string {
  const counts = arms.map(() => 0);
  for (const place of treatment) counts[place]! += 1;
  return `${treatment.length} rows, ${arms.map((arm, place) => `${arm}: ${counts[place]}`).join(", ")}`;
}
