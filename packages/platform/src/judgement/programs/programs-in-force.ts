import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import type { ProgramMoment } from "./check-program.ts";
import { ProgramDocument } from "./program.schema.ts";
import { type ReadyProgram, readyProgram } from "./under-program.ts";

/** A version, ready to decide. */
export interface ProgramInForce extends ReadyProgram {
  readonly version: number;
  /** When its program was first published: its warm-up begins then. */
  readonly since: Date;
}

/** A version that stands in a database. */
export interface PublishedProgram extends ProgramInForce {
  /** Names it among those of all databases: what is kept in memory is kept under it. */
  readonly id: string;
}

/**
 * SQL for an array of the ids of the versions that decide at a moment now.
 * @param moment where the statement has its name, such as `$1`
 */
export function versionsInForce(moment: string): string {
  return `array(
    select v.id from programs p join program_versions v on v.program = p.name and v.version = p.published_version
    where p.moment = ${moment} and p.retired_at is null)`;
}

/**
 * SQL for an array of the stock codes that the programs which decide at a moment now name.
 * @param moment where the statement has its name, such as `$1`
 */
export function skusInForce(moment: string): string {
  return `array(
    select jsonb_array_elements_text(v.skus)
    from programs p join program_versions v on v.program = p.name and v.version = p.published_version
    where p.moment = ${moment} and p.retired_at is null)`;
}

const inForce = statement<[moment: string], { readonly ids: readonly string[] }>(
  "programs-in-force",
  `select ${versionsInForce("$1")} as ids`,
);

/**
 * The programs that decide at a moment now, in the order in which they are asked. Reads identifiers alone and keeps
 * the documents it has already read: what stands under an identifier never changes, so a new one is noticed at once and an old one
 * costs no parsing.
 */
export async function programsInForce(tx: DatabaseTx, moment: ProgramMoment): Promise<PublishedProgram[]> {
  const [row] = await inForce(tx, moment.name);
  return readPrograms(tx, moment, row?.ids ?? []);
}

/** The programs of these versions, in the order in which they are asked. */
export async function readPrograms(
  tx: DatabaseTx,
  moment: ProgramMoment,
  versions: readonly string[],
): Promise<PublishedProgram[]> {
  const programs = await Promise.all(versions.map((id) => readVersion(tx, moment, id)));
  return programs.sort((a, b) => a.document.rank - b.document.rank || (a.document.name < b.document.name ? -1 : 1));
}

async function readVersion(tx: DatabaseTx, moment: ProgramMoment, id: string): Promise<PublishedProgram> {
  const known = kept.get(id);
  if (known) return known;
  const { document, version, since } = await tx.db
    .selectFrom("program_versions as v")
    .select((row) => [
      "v.document",
      "v.version",
      row
        .selectFrom("program_versions as first")
        .select("first.published_at")
        .whereRef("first.program", "=", "v.program")
        .where("first.version", "=", 1)
        .$asScalar()
        .$notNull()
        .as("since"),
    ])
    .where("v.id", "=", id)
    .executeTakeFirstOrThrow();
  const ready = { ...readyProgram(ProgramDocument.parse(document), moment.facts), id, version, since };
  if (kept.size >= mostKept) kept.clear();
  kept.set(id, ready);
  return ready;
}

const kept = new Map<string, PublishedProgram>();
const mostKept = 200;
