import type { LoggedDecisions } from "@aftercare/learn";
import { booleanOf, plainValue } from "../features/column-form.ts";
import { type FeatureColumn, formsOf, readFeature } from "../features/feature-column.ts";
import { readTable } from "../tables/read-table.ts";
import { type CsvTable, textColumn } from "../tables/table.ts";

/** Which columns say what; those not given go by the names that such logs have. */
export interface PolicyRoles {
  readonly action?: string | undefined;
  readonly reward?: string | undefined;
  readonly propensity?: string | undefined;
  readonly position?: string | undefined;
  /** What was known of a row before the action; an empty list stands for the columns whose names begin with "user" or "context". */
  readonly features: readonly string[];
}

/** A log of actions with the probability of each, as read from a file. */
export interface PolicyLog extends LoggedDecisions {
  readonly path: string;
  /** Names of the actions, by their number. */
  readonly actions: readonly string[];
  readonly action: Int32Array;
  readonly reward: Float64Array;
  readonly propensity: Float64Array;
  /** Position of each row; "" where the log has none. */
  readonly position: readonly string[];
  readonly features: readonly FeatureColumn[];
}

const names = {
  action: ["item_id", "action", "item", "arm"],
  reward: ["click", "reward", "outcome"],
  propensity: ["propensity_score", "propensity", "pscore"],
  position: ["position", "slot"],
} as const;

/**
 * Reads a log. Actions and positions are names: "3", "3.0" and 3 are one. A reward is a number, or true and false.
 * @param like an earlier log: its columns are read in the same forms and its actions keep their numbers
 * @throws Error naming file, column and row where a role has no column, an action or reward is missing, or a propensity is not above 0
 * and at most 1
 */
export function readPolicyLog(path: string, roles: PolicyRoles, like?: PolicyLog): PolicyLog {
  const table = readTable(path);
  const required = (role: "action" | "reward" | "propensity") => {
    const column = columnOf(table, role, roles[role]);
    if (column !== undefined) return column;
    throw new Error(
      `${path} has no column ${roles[role] ?? names[role][0]}; there are ${table.columns.join(", ")}: name it with --${role}`,
    );
  };
  const [actionColumn, rewardColumn, propensityColumn] = [
    required("action"),
    required("reward"),
    required("propensity"),
  ];
  const cells = textColumn(table, actionColumn).map(plainValue);
  const empty = cells.indexOf("");
  if (empty >= 0)
    throw new Error(`${path}, column ${actionColumn}, row ${empty}: the action is missing; leave the row out`);
  const actions = [...new Set([...(like?.actions ?? []), ...cells])];
  if (!like) actions.sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  const places = new Map(actions.map((name, a) => [name, a]));
  const positionColumn = columnOf(table, "position", roles.position);
  if (roles.position !== undefined && positionColumn === undefined) {
    throw new Error(`${path} has no column ${roles.position}; there are ${table.columns.join(", ")}`);
  }
  const taken = [actionColumn, rewardColumn, propensityColumn, positionColumn];
  return {
    path,
    actions,
    action: Int32Array.from(cells, (name) => places.get(name)!),
    reward: Float64Array.from(textColumn(table, rewardColumn), (cell, row) => rewardOf(path, rewardColumn, cell, row)),
    propensity: Float64Array.from(textColumn(table, propensityColumn), (cell, row) =>
      propensityOf(path, propensityColumn, cell, row),
    ),
    position: positionColumn === undefined ? cells.map(() => "") : textColumn(table, positionColumn).map(plainValue),
    features: featuresOf(path, table, roles.features, taken, like),
  };
}

function columnOf(table: CsvTable, role: keyof typeof names, given: string | undefined): string | undefined {
  const wanted: readonly string[] = given === undefined ? names[role] : [given];
  return wanted.find((name) => table.columns.includes(name));
}

function rewardOf(path: string, column: string, cell: string, row: number): number {
  const value = booleanOf(cell) ?? Number(cell);
  if (cell.trim() !== "" && Number.isFinite(value)) return value;
  throw new Error(
    `${path}, column ${column}, row ${row}: "${cell}" is no number; write what came of it, or leave the row out`,
  );
}

function propensityOf(path: string, column: string, cell: string, row: number): number {
  const value = Number(cell);
  if (cell.trim() !== "" && value > 0 && value <= 1) return value;
  throw new Error(
    `${path}, column ${column}, row ${row}: "${cell}" is no probability above 0 and at most 1; give that with which the action was taken, or leave the row out`,
  );
}

function featuresOf(
  path: string,
  table: CsvTable,
  given: readonly string[],
  taken: readonly (string | undefined)[],
  like: PolicyLog | undefined,
): FeatureColumn[] {
  const missing = (like ? like.features.map(({ name }) => name) : given).find((name) => !table.columns.includes(name));
  if (missing !== undefined) throw new Error(`${path} has no column ${missing}; there are ${table.columns.join(", ")}`);
  const wanted = given.length > 0 ? given : table.columns.filter((name) => /^(user|context)/i.test(name));
  const columns = (like ? like.features.map(({ name }) => name) : wanted).filter((name) => !taken.includes(name));
  const forms = formsOf(table, columns);
  return columns.map((name, f) => {
    const form = forms.get(name)!;
    // A column of names stays one of names in the next file, and so do numbers; ranks and dates go by their own cells.
    const before = like?.features[f]?.form;
    if (before === "category" && form.form !== "category") return readFeature(table, name, { form: "category" });
    if (before === "number" && form.form === "category") return readFeature(table, name, { form: "number" });
    return readFeature(table, name, form);
  });
}
