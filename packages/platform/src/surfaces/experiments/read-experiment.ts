import { createHmac, hash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type CsvTable, textColumn } from "@aftercare/evaluation/tables";
import { minorDigits } from "../../foundation/money/index.ts";
import type { Experiment, ExperimentRow } from "../../judgement/experiments/index.ts";
import { faultIn, readTableFile } from "../files/index.ts";
import { readActions } from "./experiment-actions.ts";
import { type ExperimentColumns, findExperimentColumns } from "./experiment-columns.ts";
import { readFeatures } from "./experiment-features.ts";
import { readOutcomes } from "./experiment-outcomes.ts";
import { readPropensities } from "./experiment-propensities.ts";
import type { ActionReport, ColumnReport, ExperimentReport } from "./experiment-report.ts";
import { type ExperimentGoal, type ExperimentRequest, mostRows } from "./experiment-request.ts";
import { unbalancedFeatures } from "./unbalanced-features.ts";

/**
 * Reads the file of a randomised experiment: what was done, what came of it, and every other column that can have been known before as
 * features. Rows without an action or an outcome are left out. Nothing is written.
 * @throws no-such-file, damaged-file, missing-column; bad-input naming the option, or line and column
 */
export async function readExperiment(
  request: ExperimentRequest,
): Promise<{ readonly experiment: Experiment; readonly report: ExperimentReport }> {
  const { file, name, title, currency, marginRate, horizonDays, at } = request;
  const table = await tableOf(file);
  const columns = findExperimentColumns(request, table);
  const goal = goalOf(request, columns);
  const { actions, taken } = readActions(request, columns.action, textColumn(table, columns.action));
  const outcomes = readOutcomes(table, columns, currency);
  const lines = [...taken.keys()].filter(
    (i) => taken[i]! >= 0 && !Number.isNaN(outcomes.visits[i]!) && !Number.isNaN(outcomes.revenue[i]!),
  );
  const kept: CsvTable = { columns: table.columns, rows: lines.map((i) => table.rows[i]!) };
  const arms = Uint8Array.from(lines, (i) => taken[i]!);
  const visits = Float64Array.from(lines, (i) => outcomes.visits[i]!);
  const revenue = Float64Array.from(lines, (i) => outcomes.revenue[i]!);
  const named = columns.visit ?? columns.bought ?? columns.revenue ?? "";
  const unseen = actions.find((_, k) => !arms.includes(k));
  if (unseen)
    throw faultIn(`column ${named}`, `is empty wherever the action is "${unseen.about}"; take these rows out`);
  if (visits.every((each) => each === visits[0]))
    throw faultIn(`column ${named}`, "says the same of every row; there is nothing to learn");
  const propensities = readPropensities(kept, lines, { actions, taken: arms }, columns.propensity);
  const stated = propensities.from.from === "columns" ? propensities.from.columns : [];
  const parts = partsOf(columns, stated);
  const roles = parts.map(({ column }) => column);
  const seen = readFeatures(kept, roles, columns.features, { treatment: arms, arms: actions.length, outcome: visits });
  const people = columns.shopper === undefined ? undefined : textColumn(kept, columns.shopper);
  const pseudonymOf = pseudonyms();
  const rows = lines.map((line, i): ExperimentRow => {
    const said = people?.[i]?.trim();
    return {
      // Without a column of people every row is somebody else.
      person: said ? pseudonymOf(said) : `line ${line}`,
      ...{ action: arms[i]!, propensities: propensities.of(i), features: seen.of(i) },
      ...{ visits: visits[i]!, revenue: revenue[i]! },
    };
  });
  const weights = weightsOf(goal, currency);
  return {
    experiment: {
      ...{ name, title, currency, actions, features: seen.features, weights, marginRate, horizonDays, at, rows },
      ...{ source: basename(file), digest: await digestOf(request, goal) },
    },
    report: {
      ...{ name, title, goal, currency, marginRate, rows: rows.length, rowsLeftOut: table.rows.length - rows.length },
      actions: actionReports(actions, rows),
      columns: inOrder([...parts, ...seen.columns], table.columns),
      propensities: propensities.from,
      unbalanced: unbalancedFeatures(rows, seen.features, actions.length),
    },
  };
}

/**
 * Tells people apart and says no more of them: a hash under a key (RFC 2104) that is drawn for this one reading and kept nowhere. Under a known
 * key, or none, whoever has a list of customers could hash them and see who stands in which row.
 */
function pseudonyms(): (person: string) => string {
  const key = randomBytes(32);
  return (person) => createHmac("sha256", key).update(person).digest("base64url");
}

function actionReports(actions: Experiment["actions"], rows: readonly ExperimentRow[]): ActionReport[] {
  return actions.map(({ id, about, contact }, k) => {
    const own = rows.filter(({ action }) => action === k);
    const mean = (of: (row: ExperimentRow) => number) => own.reduce((sum, row) => sum + of(row), 0) / own.length;
    return {
      ...{ id, value: about, rows: own.length, contact },
      ...{ visits: mean((row) => row.visits), revenue: mean((row) => row.revenue) },
    };
  });
}

async function tableOf(file: string): Promise<CsvTable> {
  const table = await readTableFile(file);
  if (table.rows.length > mostRows) {
    const reason = `has ${table.rows.length} rows; at most ${mostRows} are read: give a random part of them`;
    throw faultIn(basename(file), reason);
  }
  return table;
}

function goalOf({ goal }: ExperimentRequest, { revenue }: ExperimentColumns): ExperimentGoal {
  if (goal !== undefined && goal !== "visits" && revenue === undefined)
    throw faultIn("--goal", `${goal} needs --revenue, a column of what was spent`);
  return goal ?? (revenue === undefined ? "visits" : "margin");
}

/** A visit counts as much as a hundred of the currency's major units, so that figures of the goal read as visits of a hundred people. */
function weightsOf(goal: ExperimentGoal, currency: string): Experiment["weights"] {
  const nothing = { margin: 0, revenue: 0, sameVisit: 0, visits: 0, points: 0 };
  return { ...nothing, [goal]: goal === "visits" ? 100 * 10 ** minorDigits(currency) : 1 };
}

/** The columns that are no features, by their parts. */
function partsOf(columns: ExperimentColumns, stated: readonly string[]): ColumnReport[] {
  const { ignored, features: _, ...named } = columns;
  const parts = Object.entries(named).flatMap(([use, column]): ColumnReport[] =>
    column === undefined ? [] : [{ column, use: use as keyof typeof named }],
  );
  const taken = new Set(parts.map(({ column }) => column));
  return [
    ...parts,
    ...stated.filter((column) => !taken.has(column)).map((column): ColumnReport => ({ column, use: "propensity" })),
    ...ignored.filter((column) => !taken.has(column)).map((column): ColumnReport => ({ column, use: "ignored" })),
  ];
}

function inOrder(reports: readonly ColumnReport[], header: readonly string[]): ColumnReport[] {
  return [...reports].sort((a, b) => header.indexOf(a.column) - header.indexOf(b.column));
}

/** The same for the same file read the same way, whenever that is done and however it is called. */
async function digestOf(
  { file, title: _, at: __, costs, ...how }: ExperimentRequest,
  goal: ExperimentGoal,
): Promise<string> {
  const said = JSON.stringify({ ...how, goal, costs: [...costs] });
  return hash("sha256", Buffer.concat([await readFile(file), Buffer.from(said)]), "hex");
}
