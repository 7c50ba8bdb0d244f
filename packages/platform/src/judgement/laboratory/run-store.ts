import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { ProgramDocument } from "../programs/index.ts";
import type { Draft } from "./laboratory-task.ts";
import { LaboratoryResult } from "./result.schema.ts";

/** How long a run belongs to who claimed it, unless they say that they are still at it. */
const leaseMs = 60_000;
/** A run that has taken so many processes with it is not tried again. */
const mostAttempts = 3;

/** What was asked. */
export interface LaboratoryQuestion {
  readonly drafts: readonly Draft[];
  readonly simulate: boolean;
}

/** A question as it was written down; the database keeps no order of fields, so that documents are read anew. */
export function questionOf(stored: unknown): LaboratoryQuestion {
  const { drafts, simulate } = stored as LaboratoryQuestion;
  return {
    drafts: drafts.map(({ label, document }) => ({ label, document: ProgramDocument.parse(document) })),
    simulate,
  };
}

/** A run that this process has claimed. */
export interface ClaimedRun {
  readonly id: string;
  readonly program: string;
  readonly question: LaboratoryQuestion;
  /** How often it was claimed; who holds an earlier number has lost it. */
  readonly attempt: number;
}

/**
 * Writes down a question, unless the same one is waiting, being worked on, or answered.
 * @returns the id of the run that answers it
 */
export async function askOnce(
  { db }: DatabaseTx,
  asked: {
    readonly program: string;
    readonly question: LaboratoryQuestion;
    readonly fingerprint: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<string> {
  const { program, question, fingerprint, by, at } = asked;
  const written = await db
    .insertInto("laboratory_runs")
    .values({
      ...{ id: newId<"lab">(), program, asked_by: by, asked_at: at, question: JSON.stringify(question), fingerprint },
      ...{ state: "waiting", lease_until: null, result: null, failure: null, finished_at: null },
    })
    .onConflict((conflict) => conflict.column("fingerprint").where("state", "<>", "failed").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (written) return written.id;
  const known = await db
    .selectFrom("laboratory_runs")
    .select("id")
    .where("fingerprint", "=", fingerprint)
    .where("state", "<>", "failed")
    .executeTakeFirstOrThrow();
  return known.id;
}

/**
 * Claims the oldest run that nobody is at: of several processes that ask at once each gets another one. Gives up on one that was claimed
 * too often, and on one that cannot be read.
 * @param now the machine's own time
 */
export async function claimRun({ db }: DatabaseTx, now: Date): Promise<ClaimedRun | undefined> {
  const { rows } = await sql<{ id: string; program: string; question: unknown; attempts: number }>`
    update laboratory_runs set state = 'running', attempts = attempts + 1, progress = 0,
      lease_until = ${new Date(now.getTime() + leaseMs)}
    where id = (
      select id from laboratory_runs
      where state = 'waiting' or (state = 'running' and lease_until < ${now})
      order by asked_at, id limit 1 for update skip locked)
    returning id, program, question, attempts`.execute(db);
  const [run] = rows;
  if (!run) return undefined;
  const { id, program, attempts: attempt } = run;
  if (attempt > mostAttempts) {
    await failRun({ db }, { id, attempt }, "gave-up", now);
    return undefined;
  }
  const question = readableQuestion(run.question);
  if (question) return { id, program, question, attempt };
  await failRun({ db }, { id, attempt }, "unexpected", now);
  return undefined;
}

/** Undefined for one of another release that cannot be read any more: thrown here, it would stand before all others for ever. */
function readableQuestion(stored: unknown): LaboratoryQuestion | undefined {
  try {
    return questionOf(stored);
  } catch {
    return undefined;
  }
}

/**
 * Says how far it is, and that somebody is still at it.
 * @returns false where the run has gone to somebody else
 */
export async function reportProgress(
  { db }: DatabaseTx,
  { id, attempt }: Pick<ClaimedRun, "id" | "attempt">,
  progress: number,
  now: Date,
): Promise<boolean> {
  const kept = await db
    .updateTable("laboratory_runs")
    .set({ progress, lease_until: new Date(now.getTime() + leaseMs) })
    .where("id", "=", id)
    .where("attempts", "=", attempt)
    .where("state", "=", "running")
    .returning("id")
    .executeTakeFirst();
  return kept !== undefined;
}

/**
 * Writes down what was found, unless the run has gone to somebody else.
 * @throws ZodError where a figure is no number: as JSON it would be null, and the run, done once and for all, could not be read any more
 */
export async function finishRun(
  { db }: DatabaseTx,
  { id, attempt }: Pick<ClaimedRun, "id" | "attempt">,
  result: LaboratoryResult,
  now: Date,
): Promise<void> {
  const found = JSON.stringify(LaboratoryResult.parse(result));
  await db
    .updateTable("laboratory_runs")
    .set({ state: "done", progress: 1, lease_until: null, result: found, finished_at: now })
    .where("id", "=", id)
    .where("attempts", "=", attempt)
    .where("state", "=", "running")
    .execute();
}

/** Writes down why nothing was found. */
export async function failRun(
  { db }: Pick<DatabaseTx, "db">,
  { id, attempt }: Pick<ClaimedRun, "id" | "attempt">,
  failure: "gave-up" | "unexpected" | "moment-gone",
  now: Date,
): Promise<void> {
  await db
    .updateTable("laboratory_runs")
    .set({ state: "failed", lease_until: null, failure, finished_at: now })
    .where("id", "=", id)
    .where("attempts", "=", attempt)
    .where("state", "=", "running")
    .execute();
}

/** After something went wrong that need not go wrong again, such as a restarting database: another try, as long as there are any. */
export async function tryAgain(tx: DatabaseTx, run: Pick<ClaimedRun, "id" | "attempt">, now: Date): Promise<void> {
  if (run.attempt >= mostAttempts) await failRun(tx, run, "unexpected", now);
  else await release(tx, run, run.attempt);
}

/** Gives a run back, as when the process is asked to stop: somebody else takes it up at once, and the try does not count. */
export async function giveBack(tx: DatabaseTx, run: Pick<ClaimedRun, "id" | "attempt">): Promise<void> {
  await release(tx, run, run.attempt - 1);
}

async function release(
  { db }: DatabaseTx,
  { id, attempt }: Pick<ClaimedRun, "id" | "attempt">,
  attempts: number,
): Promise<void> {
  await db
    .updateTable("laboratory_runs")
    .set({ state: "waiting", lease_until: null, progress: 0, attempts })
    .where("id", "=", id)
    .where("attempts", "=", attempt)
    .where("state", "=", "running")
    .execute();
}
