import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { ProgramMoment } from "./check-program.ts";
import { ProgramDocument } from "./program.schema.ts";
import { type ReadyProgram, readyProgram } from "./under-program.ts";

/** A published version, ready to decide. */
export interface ProgramInForce extends ReadyProgram {
  readonly version: number;
  /** When its program was first published: its warm-up begins then. */
  readonly since: Date;
}

/**
 * The programs that decide at a moment now, in the order in which they are asked. Reads names and version numbers alone and keeps
 * the documents it has already read: what stands under a version never changes, so a new one is noticed at once and an old one
 * costs no parsing.
 */
export async function programsInForce(tx: DatabaseTx, moment: ProgramMoment): Promise<ProgramInForce[]> {
  const standing = await tx.db
    .selectFrom("programs")
    .select(["name", "published_version"])
    .where("moment", "=", moment.name)
    .where("published_version", "is not", null)
    .where("retired_at", "is", null)
    .execute();
  const programs = await Promise.all(
    standing.map(({ name, published_version }) => readProgram(tx, moment, name, published_version ?? 0)),
  );
  return programs.sort((a, b) => a.document.rank - b.document.rank || (a.document.name < b.document.name ? -1 : 1));
}

/** One version of a program, whether or not it is still in force. */
export async function readProgram(
  tx: DatabaseTx,
  moment: ProgramMoment,
  name: string,
  version: number,
): Promise<ProgramInForce> {
  const key = `${name}/${version}`;
  const known = kept.get(key);
  if (known) return known;
  const { document, since } = await tx.db
    .selectFrom("program_versions")
    .select((row) => [
      "document",
      row
        .selectFrom("program_versions as first")
        .select("first.published_at")
        .where("first.program", "=", name)
        .where("first.version", "=", 1)
        .$asScalar()
        .$notNull()
        .as("since"),
    ])
    .where("program", "=", name)
    .where("version", "=", version)
    .executeTakeFirstOrThrow();
  const ready = { ...readyProgram(ProgramDocument.parse(document), moment.facts), version, since };
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, ready);
  return ready;
}

const kept = new Map<string, ProgramInForce>();
const mostKept = 200;
