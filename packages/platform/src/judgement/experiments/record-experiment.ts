import { hash } from "node:crypto";
import { type CopyRow, copyRows } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";
import { settleDays } from "../decisions/index.ts";
import { publishProgram } from "../programs/index.ts";
import type { Experiment, ExperimentAction, ExperimentRow } from "./experiment.ts";
import { momentOf, rowPrefix } from "./experiment-moment.ts";
import { experimentProgram } from "./experiment-program.ts";

/** A program or another experiment has this name. */
const experimentNameTaken = problemKind("experiment-name-taken", 409);

const dayMs = 86_400_000;
/** Of how often the outcome comes by itself; chances nearer to 0 or 1 have no log-odds to speak of. */
const leastChance = 1e-4;

/** Who takes it in, when, and who is told how far it is. */
interface Recording {
  readonly now: Date;
  readonly by: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Makes an experiment a program's log: the program, and for each row a decision with its outcome. All of it or nothing, as everything
 * is one transaction; the same file read the same way again adds nothing. No fact is appended: nobody here was decided about, and no shopper
 * of this house is among the rows.
 * @returns how many rows were added
 * @throws experiment-name-taken (409)
 */
export async function recordExperiment(tx: Tx, experiment: Experiment, recording: Recording): Promise<number> {
  const { name, digest, features, horizonDays, rows, source } = experiment;
  const begun = await tx.db
    .insertInto("programs")
    .values({
      ...{ name, moment: momentOf(name), draft: null, draft_saved_at: null, draft_saved_by: null },
      ...{ published_version: null, retired_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("name")
    .executeTakeFirst();
  if (!begun) {
    const known = await tx.db.selectFrom("experiments").select("digest").where("program", "=", name).executeTakeFirst();
    if (known?.digest === digest) return 0;
    throw experimentNameTaken({ name });
  }
  const { now, by } = recording;
  const document = experimentProgram(experiment);
  const version = await publishProgram(tx, { document, at: experiment.at, by, note: source });
  await tx.db
    .insertInto("experiments")
    .values({
      ...{ program: name, features: JSON.stringify(features), horizon_days: horizonDays },
      ...{ source, digest, rows: rows.length, imported_at: now },
    })
    .execute();
  await copyRows(tx, "decisions", decisionColumns, decisionsOf(experiment, version, recording));
  await copyRows(tx, "outcomes", outcomeColumns, outcomesOf(experiment, recording));
  return rows.length;
}

const decisionColumns = [
  ...["id", "moment", "subject_kind", "subject", "shopper_id", "decided_at", "as_of", "valid_until", "retrospective"],
  ...["chosen", "propensity", "mode", "horizon_days", "currency", "alternatives", "reasons", "features", "assumptions"],
  ...["model_version", "superseded_at", "program", "program_version", "stakes", "policy", "base_log_odds"],
  ...["expected_cost", "cost_at_once", "ripe_at", "matured"],
];

function* decisionsOf(experiment: Experiment, version: number, { onProgress }: Recording): Generator<CopyRow> {
  const { name, at, actions, features, horizonDays, currency, rows } = experiment;
  const moment = momentOf(name);
  const stakes = JSON.stringify({ basket: usualBasket(experiment), weights: experiment.weights });
  const base = baseLogOdds(rows);
  const ripeAt = new Date(at.getTime() + (horizonDays + settleDays) * dayMs);
  for (const [i, row] of rows.entries()) {
    const { id: chosen, contact } = actions[row.action]!;
    const id = rowId(name, i);
    yield [
      ...[id, moment, rowPrefix, id, personId(name, row), at, at, at, false],
      ...[chosen, row.propensities[row.action]!, "explored", horizonDays, currency, alternativesOf(actions, row), "[]"],
      ...[JSON.stringify(Object.fromEntries(features.map((feature, j) => [feature.name, row.features[j]]))), "[]"],
      ...["experiment", at, name, version, stakes, "experiment", base, contact, contact, ripeAt, true],
    ];
    if (i % 1_000 === 0) onProgress?.(i, 2 * rows.length);
  }
}

const outcomeColumns = [
  ...["decision_id", "shopper_id", "matured_at", "visits", "revenue", "margin", "same_visit_revenue"],
  ...["revenue_before", "margin_before"],
];

function* outcomesOf(experiment: Experiment, { now, onProgress }: Recording): Generator<CopyRow> {
  const { name, rows, actions, marginRate } = experiment;
  for (const [i, row] of rows.entries()) {
    const margin = marginRate * row.revenue - actions[row.action]!.contact;
    yield [rowId(name, i), personId(name, row), now, row.visits, row.revenue, margin, 0, 0, 0];
    if (i % 1_000 === 0) onProgress?.(rows.length + i, 2 * rows.length);
  }
  onProgress?.(2 * rows.length, 2 * rows.length);
}

function alternativesOf(actions: readonly ExperimentAction[], { propensities }: ExperimentRow): string {
  return JSON.stringify(
    actions.map(({ id, about, contact }, k) => ({
      action: id,
      ...(k > 0 && { terms: { kind: "message", about } }),
      eligible: propensities[k]! > 0,
      cost: { discountRate: 0, onOutcome: 0, atOnce: contact, savedShare: 0 },
      propensity: propensities[k]!,
    })),
  );
}

/** What was spent on average where the outcome came: nothing says what a person of these rows usually buys. */
function usualBasket({ rows, marginRate }: Experiment) {
  let [spent, came] = [0, 0];
  for (const { visits, revenue } of rows) {
    spent += revenue;
    came += Number(visits > 0);
  }
  return { amount: came === 0 ? 0 : Math.max(0, spent / came), marginRate, oneProduct: 1 };
}

/**
 * The log-odds of the outcome in the control, the same for every row: who differs how is for the model to find in the features, which
 * it would otherwise meet a second time in a figure that the rows' own outcomes have shaped.
 */
function baseLogOdds(rows: readonly ExperimentRow[]): number {
  let [count, came] = [0, 0];
  for (const { action, visits } of rows) {
    if (action !== 0) continue;
    count++;
    came += Number(visits > 0);
  }
  const chance = Math.min(1 - leastChance, Math.max(leastChance, count === 0 ? 0.5 : came / count));
  return Math.log(chance / (1 - chance));
}

function rowId(name: string, place: number): string {
  return derivedUuid(`${name}/row/${place}`);
}

function personId(name: string, { person }: ExperimentRow): string {
  return derivedUuid(`${name}/person/${person}`);
}

/** A UUID of version 8 (RFC 9562, section 5.8) made of a text: the same for the same, and nobody reads the text from it. */
function derivedUuid(text: string): string {
  const hex = hash("sha256", text, "hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
