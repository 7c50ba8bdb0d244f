import type { Matrix } from "@aftercare/learn";
import { plainValue } from "../features/column-form.ts";
import { readTable } from "../tables/read-table.ts";
import { type CsvTable, textColumn } from "../tables/table.ts";
import type { PolicyLog } from "./policy-log.ts";

/** The policy to value: a probability of each action in each row of the log. */
export interface TargetPolicy {
  /** In words. */
  readonly description: string;
  /** rows × actions; the log's actions come first, then those that the policy knows and the log does not. */
  readonly probabilities: Matrix;
}

/** Names of the columns that say which action, and where. */
export interface TargetColumns {
  readonly action?: string | undefined;
  readonly position?: string | undefined;
}

const actionNames = ["item_id", "action", "item", "arm"];
const positionNames = ["position", "slot"];
const probabilityNames = ["probability", "prob", "share", "p"];
const propensityNames = ["propensity_score", "propensity", "pscore"];
/** Printed probabilities are rounded; a sum this far from 1 is made 1. */
const rounding = 0.01;

/** Every action of the log with the same probability. */
export function uniformPolicy({ actions, action }: PolicyLog): TargetPolicy {
  const values = new Float64Array(action.length * actions.length).fill(1 / actions.length);
  return {
    description: `each of ${actions.length} actions alike`,
    probabilities: { rows: action.length, columns: actions.length, values },
  };
}

/**
 * A policy from a file, told by its columns:
 * - an action and a probability, one line an action, or with a position one line for each action and position;
 * - one column an action, named as the log names it: one line for all rows, or one a position, or one for each row of the log;
 * - an action without a probability: a log of that policy, whose shares of each action (by position where it has them) are taken.
 * Throws, naming file, row and column, where probabilities are missing, below 0 or do not sum to 1, and where a position of the log has none.
 */
export function readTargetPolicy(path: string, log: PolicyLog, columns: TargetColumns): TargetPolicy {
  const table = readTable(path);
  const find = (given: string | undefined, names: readonly string[]) =>
    (given === undefined ? names : [given, ...names]).find((name) => table.columns.includes(name));
  const position = find(columns.position, positionNames);
  const action = find(columns.action, actionNames);
  if (action === undefined) return fromWide(path, table, log, position);
  const places = position === undefined ? table.rows.map(() => "") : textColumn(table, position).map(plainValue);
  const taken = textColumn(table, action).map(plainValue);
  // A propensity beside each action once is the policy itself; beside actions that come again it belongs to a log.
  const once = new Set(taken.map((name, row) => JSON.stringify([places[row], name]))).size === taken.length;
  const probability = find(undefined, once ? [...probabilityNames, ...propensityNames] : probabilityNames);
  const weights =
    probability === undefined
      ? table.rows.map(() => 1)
      : textColumn(table, probability).map((cell, row) => probabilityOf(path, probability, cell, row));
  const byPosition = new Map<string, Map<string, number>>();
  for (const [row, name] of taken.entries()) {
    if (name === "") throw new Error(`${path}, column ${action}, row ${row}: the action is missing`);
    const shares = byPosition.get(places[row]!) ?? new Map<string, number>();
    byPosition.set(places[row]!, shares.set(name, (shares.get(name) ?? 0) + weights[row]!));
  }
  for (const [place, shares] of byPosition) scale(whereIn(path, place), shares, probability === undefined);
  return {
    description:
      probability === undefined
        ? `the shares of each action in ${path}`
        : `the probabilities of each action in ${path}`,
    probabilities: spread(path, log, byPosition, position !== undefined),
  };
}

function fromWide(path: string, table: CsvTable, log: PolicyLog, position: string | undefined): TargetPolicy {
  const known = new Set(log.actions);
  const columns = table.columns.filter((name) => known.has(plainValue(name)));
  if (columns.length === 0) {
    throw new Error(
      `${path} says no action: a column ${actionNames[0]}, or one column for each action (${log.actions.slice(0, 3).join(", ")}, …) is needed; there are ${table.columns.join(", ")}`,
    );
  }
  const cells = columns.map((name) => textColumn(table, name));
  const rows = table.rows.map((_, row) => {
    const shares = new Map(
      columns.map((name, c) => [plainValue(name), probabilityOf(path, name, cells[c]![row]!, row)] as const),
    );
    scale(`${path}, row ${row}`, shares, false);
    return shares;
  });
  const description = `the probabilities of each action in ${path}`;
  if (position === undefined && rows.length === log.action.length && rows.length > 1) {
    const values = Float64Array.from(rows.flatMap((shares) => log.actions.map((name) => shares.get(name) ?? 0)));
    return { description, probabilities: { rows: rows.length, columns: log.actions.length, values } };
  }
  if (position === undefined && rows.length > 1) {
    throw new Error(
      `${path} has ${rows.length} rows and no column position: one row, one a position, or one for each of the ${log.action.length} rows of the log is needed`,
    );
  }
  const places = position === undefined ? [""] : textColumn(table, position).map(plainValue);
  const byPosition = new Map(places.map((place, row) => [place, rows[row]!]));
  return { description, probabilities: spread(path, log, byPosition, position !== undefined) };
}

/** Gives each row of the log the probabilities of its position. */
function spread(
  path: string,
  log: PolicyLog,
  byPosition: ReadonlyMap<string, ReadonlyMap<string, number>>,
  positioned: boolean,
): Matrix {
  const unknown = new Set([...byPosition.values()].flatMap((shares) => [...shares.keys()]));
  for (const name of log.actions) unknown.delete(name);
  const actions = [...log.actions, ...unknown];
  const rowOf = new Map<string, Float64Array>();
  const values = new Float64Array(log.position.length * actions.length);
  for (const [i, place] of log.position.entries()) {
    const key = positioned ? place : "";
    let row = rowOf.get(key);
    if (!row) {
      const shares = byPosition.get(key);
      if (!shares) {
        throw new Error(
          `${path} has no probabilities for ${whereIn("", key)}, which ${log.path} has in row ${i}: add them, or leave positions out of ${path}`,
        );
      }
      row = Float64Array.from(actions, (name) => shares.get(name) ?? 0);
      rowOf.set(key, row);
    }
    values.set(row, i * actions.length);
  }
  return { rows: log.position.length, columns: actions.length, values };
}

function scale(where: string, shares: Map<string, number>, counts: boolean): void {
  const sum = [...shares.values()].reduce((total, share) => total + share, 0);
  if (!counts && Math.abs(sum - 1) > rounding) {
    throw new Error(`${where}: the probabilities sum to ${sum}; a sum of 1 is needed`);
  }
  for (const [name, share] of shares) shares.set(name, share / sum);
}

function whereIn(path: string, place: string): string {
  return [path, place === "" ? "rows without a position" : `position ${place}`].filter(Boolean).join(", ");
}

function probabilityOf(path: string, column: string, cell: string, row: number): number {
  const value = Number(cell);
  if (cell.trim() !== "" && value >= 0 && value <= 1) return value;
  throw new Error(`${path}, column ${column}, row ${row}: "${cell}" is no probability from 0 to 1`);
}
