import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { ProgramDocument } from "./program.schema.ts";

/** Who publishes what, and why. */
export interface Publication {
  readonly document: ProgramDocument;
  readonly at: Date;
  readonly by: string;
  readonly note: string;
}

/**
 * Puts a document in force as the next version of its program, which is made where there is none. The program's row is locked, so
 * that of two who publish at once the second gets the next number.
 * @returns the version
 */
export async function publishProgram(
  { db }: Pick<DatabaseTx, "db">,
  { document, at, by, note }: Publication,
): Promise<number> {
  const { name, moment } = document;
  const program = await db
    .insertInto("programs")
    .values({
      name,
      moment,
      draft: null,
      draft_saved_at: null,
      draft_saved_by: null,
      published_version: 1,
      retired_at: null,
    })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet(({ eb, ref, fn, val }) => ({
        moment,
        draft: null,
        // Whoever still has the old draft open must not save it over what is in force now.
        draft_revision: eb(ref("programs.draft_revision"), "+", 1),
        retired_at: null,
        published_version: eb(fn.coalesce(ref("programs.published_version"), val(0)), "+", 1),
      })),
    )
    .returning("published_version")
    .executeTakeFirstOrThrow();
  const version = program.published_version ?? 1;
  await db
    .insertInto("program_versions")
    .values({ program: name, version, document: JSON.stringify(document), published_at: at, published_by: by, note })
    .execute();
  return version;
}
