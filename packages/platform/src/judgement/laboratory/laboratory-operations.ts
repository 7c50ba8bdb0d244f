import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { Moment } from "../decisions/index.ts";
import { allMoments } from "../experiments/index.ts";
import { ProgramDocument } from "../programs/index.ts";
import { getLaboratoryRun, listLaboratoryRuns, startLaboratory } from "./laboratory.contract.ts";
import type { Draft } from "./laboratory-task.ts";
import { extentFor, fingerprintOf } from "./read-question.ts";
import { LaboratoryResult } from "./result.schema.ts";
import { askOnce, type LaboratoryQuestion, questionOf } from "./run-store.ts";

const readers = { agent: anything, manager: anything, admin: anything, service: anything };
const askers = { manager: anything, admin: anything, service: anything };
/** As many as somebody looks through; older ones are found by their address. */
const mostListed = 50;

/** The what-if laboratory over the moments that the capabilities declare and those of imported experiments. */
export function laboratoryOperations(moments: readonly Moment[]): readonly Operation[] {
  const start = operation(startLaboratory, {
    by: askers,
    async run({ tx, clock, actor }, { program, drafts: labels, simulate }) {
      const drafts = await readDrafts(tx, program, labels);
      const found = (await allMoments(tx, moments)).find(({ name }) => name === drafts[0]?.document.moment);
      if (!found) throw notFound({ field: "program" });
      const question: LaboratoryQuestion = { drafts, simulate };
      const fingerprint = await fingerprintOf(tx, found, question, await extentFor(tx, program, question));
      const asked = { program, question, fingerprint, by: actor.id, at: clock.now() };
      return viewRun(tx, await askOnce(tx, asked));
    },
  });
  return [start, get, list];
}

const get = operation(getLaboratoryRun, { by: readers, run: ({ tx }, { runId }) => viewRun(tx, runId) });

const list = operation(listLaboratoryRuns, {
  by: readers,
  async run({ tx }, { program }) {
    const rows = await tx.db
      .selectFrom("laboratory_runs")
      .select(rowColumns)
      .$if(program !== undefined, (query) => query.where("program", "=", program ?? ""))
      .orderBy("asked_at", "desc")
      .orderBy("id", "desc")
      .limit(mostListed)
      .execute();
    return { items: rows.map(viewRow) };
  },
});

/** @throws not-found (404) naming the program, or the draft that is not there */
async function readDrafts({ db }: DatabaseTx, name: string, labels: readonly string[]): Promise<Draft[]> {
  const program = await db.selectFrom("programs").select("draft").where("name", "=", name).executeTakeFirst();
  if (!program) throw notFound({ field: "program" });
  const versions = await db
    .selectFrom("program_versions")
    .select(["version", "document"])
    .where("program", "=", name)
    .execute();
  return labels.map((label, place) => {
    const document =
      label === "draft" ? program.draft : versions.find(({ version }) => String(version) === label)?.document;
    if (document === undefined || document === null) throw notFound({ field: `drafts/${place}` });
    return { label, document: ProgramDocument.parse(document) };
  });
}

const rowColumns = ["id", "program", "asked_at", "asked_by", "state", "progress", "failure", "question"] as const;

interface Row {
  readonly id: string;
  readonly program: string;
  readonly asked_at: Date;
  readonly asked_by: string;
  readonly state: "waiting" | "running" | "done" | "failed";
  readonly progress: number;
  readonly failure: string | null;
  readonly question: unknown;
}

type Listed = z.output<typeof listLaboratoryRuns.output>["items"][number];
const { failure: Failure } = listLaboratoryRuns.output.shape.items.element.shape;

function viewRow({ id, program, asked_at, asked_by, state, progress, failure, question }: Row): Listed {
  const { drafts, simulate } = question as LaboratoryQuestion;
  const why = Failure.parse(failure ?? undefined);
  return {
    ...{ runId: id as Id<"lab">, program, title: drafts[0]?.document.title ?? program },
    ...{ drafts: drafts.map(({ label }) => label), simulate, askedAt: asked_at, askedBy: asked_by, state, progress },
    ...(why && { failure: why }),
  };
}

async function viewRun({ db }: DatabaseTx, id: string): Promise<z.output<typeof getLaboratoryRun.output>> {
  const row = await db.selectFrom("laboratory_runs").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw notFound({ field: "runId" });
  const { drafts } = questionOf(row.question);
  return {
    ...viewRow(row),
    documents: drafts.map(({ label, document }) => ({ draft: label, document })),
    ...(row.result !== null && { result: LaboratoryResult.parse(row.result) }),
  };
}
