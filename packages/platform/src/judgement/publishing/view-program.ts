import type { Selectable } from "kysely";
import type { z } from "zod";
import { nameOfActor } from "../../foundation/auth/index.ts";
import type { DatabaseTx, Tables } from "../../foundation/database/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { ProgramDocument } from "../programs/index.ts";
import type { ProgramView } from "./programs.contract.ts";

/** @throws not-found (404) */
export async function viewProgram(tx: DatabaseTx, name: string): Promise<z.output<typeof ProgramView>> {
  const program = await tx.db.selectFrom("programs").selectAll().where("name", "=", name).executeTakeFirst();
  if (!program) throw notFound({ field: "name" });
  const rows = await tx.db
    .selectFrom("program_versions")
    .selectAll()
    .where("program", "=", name)
    .orderBy("version", "desc")
    .execute();
  const versions = rows.map(viewVersion);
  const published = rows.find(({ version }) => version === program.published_version);
  const document = published && ProgramDocument.parse(published.document);
  const draft = program.draft === null ? undefined : ProgramDocument.parse(program.draft);
  const savedBy = program.draft_saved_by ?? "";
  const savedByName = draft && (await nameOfActor(tx, savedBy));
  const shown = draft ?? document;
  // Counted from one, so that nobody who begins a program of a name that is taken writes over the one that has it.
  const revision = program.draft_revision + 1;
  return {
    name,
    title: shown?.title ?? name,
    moment: program.moment,
    rank: shown?.rank ?? 0,
    hasDraft: draft !== undefined,
    ...(program.retired_at !== null && { retiredAt: program.retired_at }),
    ...(document && { document, published: versions.find(({ version }) => version === published?.version) }),
    ...(draft && {
      draft: {
        document: draft,
        revision,
        savedAt: program.draft_saved_at ?? new Date(0),
        savedBy,
        ...(savedByName !== undefined && { savedByName }),
      },
    }),
    revision,
    versions,
  };
}

/** Which publication it was: when, by whom and why. */
export function viewVersion({
  version,
  published_at: at,
  published_by: by,
  note,
}: Pick<Selectable<Tables["program_versions"]>, "version" | "published_at" | "published_by" | "note">) {
  return { version, at, by, note };
}
