import type { Selectable } from "kysely";
import { isIncentive } from "../../facts/actions/index.ts";
import { decisionMade } from "../../facts/decisions/index.ts";
import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import type { ProgramDocument, ProgramInForce } from "../programs/index.ts";
import type { Case } from "./case.ts";
import { chosenTerms } from "./chosen-terms.ts";
import type { DecisionTable } from "./decision-table.ts";
import type { ModelsInForce } from "./models-in-force.ts";
import type { Moment } from "./moment.ts";
import { policyOf } from "./policy-name.ts";
import type { Weighed } from "./weigh.ts";

/** Days after the horizon in which goods bought within it may still come back: the usual withdrawal period. */
export const settleDays = 14;
const dayMs = 86_400_000;

/** The version that stands with a decision for which no model was there. */
const priorVersion = "prior";

export type Decided = Selectable<DecisionTable>;

/** A decision as a row, before it is written. */
export function decidedRow(
  moment: Moment,
  asked: Case,
  weighed: Weighed,
  how: {
    program: ProgramInForce | undefined;
    models: ModelsInForce;
    decidedAt: Date;
    retrospective: boolean;
    /** The account of the budget that stood behind it. */
    account?: string | undefined;
  },
): Decided {
  const { program, models, decidedAt, retrospective } = how;
  const model = models.baseline;
  const { validDays, goal } = program?.document ?? withoutProgram(moment);
  const validFrom = retrospective ? asked.asOf : decidedAt;
  return {
    id: newId<"dec">(),
    moment: moment.name,
    subject_kind: moment.subject,
    subject: asked.subject,
    shopper_id: asked.shopperId,
    store_id: asked.storeId,
    decided_at: decidedAt,
    as_of: asked.asOf,
    valid_until: new Date(validFrom.getTime() + validDays * dayMs),
    retrospective,
    chosen: weighed.chosen,
    propensity: weighed.propensity,
    mode: weighed.mode,
    horizon_days: goal.horizonDays,
    currency: asked.currency,
    alternatives: weighed.alternatives,
    reasons: weighed.reasons,
    features: weighed.features,
    assumptions: weighed.assumptions,
    model_id: model?.model ? model.modelId : null,
    model_version: model?.model ? model.version : priorVersion,
    superseded_at: null,
    program: program?.document.name ?? null,
    program_version: program?.version ?? null,
    stakes: {
      ...{ basket: asked.basket, weights: asked.weights },
      ...(asked.points && { points: asked.points }),
      ...(asked.order && { order: asked.order }),
    },
    policy: policyOf(models, asked),
    budget_account: how.account ?? null,
    budget_price: asked.budget?.price ?? null,
    base_log_odds: weighed.base,
    expected_cost: weighed.expectedCost,
    cost_at_once: weighed.costAtOnce,
    ripe_at: new Date(validFrom.getTime() + (goal.horizonDays + settleDays) * dayMs),
    matured: false,
    is_incentive: incentiveIn(weighed),
  };
}

/** Whether what was chosen gives something; nothing does not, and is counted by itself. */
function incentiveIn({ chosen, alternatives }: Weighed): boolean {
  const terms = alternatives.find(({ action }) => action === chosen)?.terms;
  return terms === undefined || isIncentive(terms);
}

/** Nobody decided, so that whoever asks tomorrow is looked at anew. */
export function withoutProgram({ horizons }: Moment): Pick<ProgramDocument, "validDays"> & {
  readonly goal: { readonly horizonDays: number };
} {
  return { validDays: 1, goal: { horizonDays: horizons[0] } };
}

const unlessDecided = "on conflict (subject, moment) where superseded_at is null do nothing returning id";

/** As JSON and not its binary form, which would be made of all rows only to be taken apart again. */
const insertMany = statement<[rows: string], { readonly id: string }>(
  "insert-decisions",
  `insert into decisions select * from json_populate_recordset(null::decisions, $1::json) ${unlessDecided}`,
);

/** The most that are written by their values: a statement is kept for each number of rows. */
const few = 16;

/** By their values: read as JSON they would cost the server a third more. Every row has the same columns. */
function insertFew(tx: DatabaseTx, rows: readonly [Decided, ...Decided[]]): Promise<{ readonly id: string }[]> {
  const columns = Object.keys(rows[0]);
  insertsOf[rows.length] ??= statement<readonly unknown[], { readonly id: string }>(
    `insert-${rows.length}-decisions`,
    `insert into decisions (${columns}) values ${rows.map((_, row) => `(${columns.map((_, i) => `$${row * columns.length + i + 1}`)})`)}
    ${unlessDecided}`,
  );
  return insertsOf[rows.length]!(tx, ...rows.flatMap((row) => Object.values(row).map(asParameter)));
}

const insertsOf: ReturnType<typeof statement<readonly unknown[], { readonly id: string }>>[] = [];

/** The driver would write a list as an array of PostgreSQL's; all lists here are JSON. */
function asParameter(value: unknown): unknown {
  return Array.isArray(value) ? JSON.stringify(value) : value;
}

/**
 * Writes decisions together with their facts. One whose subject was decided about meanwhile is left out: of two who ask
 * at once the second waits here until the first has committed, and then finds the row in force.
 * @returns the ids that were written
 */
export async function writeDecisions(tx: Tx, rows: readonly Decided[]): Promise<Set<string>> {
  const [first, ...others] = rows;
  if (!first) return new Set();
  const written =
    rows.length <= few ? await insertFew(tx, [first, ...others]) : await insertMany(tx, JSON.stringify(rows));
  const ids = new Set(written.map(({ id }) => id));
  const facts = rows.filter(({ id }) => ids.has(id)).map(factOf);
  const [live, retrospective] = [
    facts.filter(({ data }) => !data.retrospective),
    facts.filter(({ data }) => data.retrospective),
  ];
  await tx.append(...live);
  await tx.appendHistory(retrospective);
  return ids;
}

function factOf(row: Decided) {
  const terms = chosenTerms(row);
  return decisionMade({
    subject: row.shopper_id,
    // A retrospective decision is filed under the moment it speaks about, or a timeline would show years of them at once.
    at: row.retrospective ? row.as_of : row.decided_at,
    data: {
      decisionId: row.id as Id<"dec">,
      shopperId: row.shopper_id as Id<"shp">,
      moment: row.moment,
      about: toWire(row.subject_kind, row.subject),
      chosen: row.chosen,
      ...(terms && { terms, currency: row.currency }),
      propensity: row.propensity,
      mode: row.mode,
      retrospective: row.retrospective,
    },
  });
}

/** Decisions by their ids, whether or not they stand. */
export async function readDecisions(tx: DatabaseTx, ids: readonly string[]): Promise<Decided[]> {
  return ids.length === 0 ? [] : tx.db.selectFrom("decisions").selectAll().where("id", "in", ids).execute();
}

/** Whether a decision that stands answers whoever asks again; one about imported history does for ever. */
export function isValid({ retrospective, valid_until }: Decided, now: Date): boolean {
  return retrospective || valid_until > now;
}

/** The decision that stands for a subject, whether or not it is still valid. */
export function decisionInForce(tx: DatabaseTx, moment: string, subject: string): Promise<Decided | undefined> {
  return tx.db
    .selectFrom("decisions")
    .selectAll()
    .where("subject", "=", subject)
    .where("moment", "=", moment)
    .where("superseded_at", "is", null)
    .executeTakeFirst();
}

/** Frees the subject for a new decision. */
export async function supersede(tx: DatabaseTx, id: string, at: Date): Promise<void> {
  await tx.db.updateTable("decisions").set({ superseded_at: at }).where("id", "=", id).execute();
}
