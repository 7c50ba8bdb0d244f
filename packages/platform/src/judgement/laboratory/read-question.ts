import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { asModels, type Moment, modelsInForce } from "../decisions/index.ts";
import { ProgramDocument, readyProgram } from "../programs/index.ts";
import { simulatedBecause } from "./basis.ts";
import type { Draft, LaboratoryTask } from "./laboratory-task.ts";
import type { LoggedVersion } from "./logged-case.ts";
import type { LaboratoryQuestion } from "./run-store.ts";

/** Real subjects that are simulated. */
const mostSubjects = 1_000;
/** Asked in one go: each needs the events of its shopper. */
const atOnce = 200;
/** Counted up when the same log would be read to other figures. */
const edition = 3;

/** What stands in the log of a program, in the currency that most of it is in. */
export interface LogExtent {
  readonly currency: string | undefined;
  readonly rows: number;
  /** When the last outcome was written down. */
  readonly until: Date | undefined;
  readonly versions: readonly LoggedVersion[];
}

/** @param currency the only one looked at, where a draft names one */
export async function logExtent({ db }: DatabaseTx, program: string, currency?: string): Promise<LogExtent> {
  const { rows } = await sql<{ currency: string; rows: number; until: Date; versions: number[] }>`
    select d.currency, count(*)::int as rows, max(o.matured_at) as until, array_agg(distinct d.program_version) as versions
    from decisions d join outcomes o on o.decision_id = d.id
    where d.program = ${program} and not d.retrospective and d.policy is not null
      and ${currency === undefined ? sql`true` : sql`d.currency = ${currency}`}
    group by d.currency order by rows desc, d.currency limit 1`.execute(db);
  const [most] = rows;
  const documents = await db
    .selectFrom("program_versions")
    .select(["version", "document"])
    .where("program", "=", program)
    .where("version", "in", most?.versions ?? [0])
    .orderBy("version")
    .execute();
  return {
    currency: most?.currency ?? currency,
    rows: most?.rows ?? 0,
    until: most?.until,
    versions: documents.map(({ version, document }) => ({ version, document: ProgramDocument.parse(document) })),
  };
}

/** Which log a question is about: a currency that the drafts name, else the one that most of it is in. */
export function extentFor(tx: DatabaseTx, program: string, { drafts }: LaboratoryQuestion): Promise<LogExtent> {
  return logExtent(tx, program, drafts.find(({ document }) => document.currency !== undefined)?.document.currency);
}

/** What a run is computed from but the log's rows. */
export async function readTask(
  tx: DatabaseTx,
  moment: Moment,
  { drafts, simulate }: LaboratoryQuestion,
  extent: LogExtent,
): Promise<LaboratoryTask> {
  const isSimulated = drafts.some((draft) => simulatedBecause(draft, extent, simulate));
  return {
    moment: {
      features: moment.features.map(({ name, scale, reason }) => ({ name, scale, reason })),
      facts: moment.facts.map(({ name, type }) => ({ name, type })),
    },
    drafts,
    simulate,
    rows: extent.rows,
    versions: extent.versions,
    ...(isSimulated
      ? await readSimulation(tx, moment, drafts, extent.currency)
      : { currency: extent.currency ?? "", simulation: nothingToSimulate }),
  };
}

const nothingToSimulate = { questions: [], baseline: undefined, program: undefined };

/** The latest subjects in one currency: the log's, or else the one that most of them are in. */
async function readSimulation(
  tx: DatabaseTx,
  moment: Moment,
  drafts: readonly Draft[],
  logged: string | undefined,
): Promise<Pick<LaboratoryTask, "currency" | "simulation">> {
  const subjects = await moment.latest(tx, mostSubjects);
  const questions = [];
  for (let from = 0; from < subjects.length; from += atOnce)
    questions.push(...(await moment.questions(tx, subjects.slice(from, from + atOnce))));
  const order = new Map(subjects.map((subject, place) => [subject, place]));
  questions.sort((one, other) => order.get(one.subject)! - order.get(other.subject)!);
  const byCurrency = [...Map.groupBy(questions, (question) => question.currency)];
  const [most] = byCurrency.sort(([, one], [, other]) => other.length - one.length);
  const currency = logged ?? most?.[0] ?? "";
  const { baseline, program } = asModels(await modelsFor(tx, moment, drafts));
  return {
    currency,
    simulation: { questions: questions.filter((each) => each.currency === currency), baseline, program },
  };
}

/** By what would decide now; a damaged model is passed over, and the belief speaks. */
function modelsFor(tx: DatabaseTx, moment: Moment, [first]: readonly Draft[]) {
  const present = first && { ...readyProgram(first.document, moment.facts), version: 0, since: new Date(0) };
  return modelsInForce(tx, moment, present);
}

/** The same for the same question about the same log; where something is simulated, about the same subjects and models. */
export async function fingerprintOf(
  tx: DatabaseTx,
  moment: Moment,
  question: LaboratoryQuestion,
  extent: LogExtent,
): Promise<string> {
  const isSimulated = question.drafts.some((draft) => simulatedBecause(draft, extent, question.simulate));
  const models = isSimulated ? await modelsFor(tx, moment, question.drafts) : undefined;
  const ground = models && {
    subjects: await moment.latest(tx, mostSubjects),
    models: [models.baseline?.modelId, models.champion?.modelId],
  };
  const { currency, rows, until } = extent;
  return createHash("sha256")
    .update(JSON.stringify([edition, moment.name, question, currency, rows, until, ground ?? null]))
    .digest("base64url");
}
