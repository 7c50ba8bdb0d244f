import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { ProgramDocument } from "../programs/index.ts";
import { draftChanged } from "./program-problems.ts";

/**
 * Saves a draft over the one that was read; revision 0 begins a program.
 * @throws draft-changed (409) when somebody else saved, published or discarded since, or the name is taken
 */
export async function saveDraft(
  { db }: DatabaseTx,
  document: ProgramDocument,
  { revision, at, by }: { readonly revision: number; readonly at: Date; readonly by: string },
): Promise<void> {
  const { name, moment } = document;
  const draft = { draft: JSON.stringify(document), draft_saved_at: at, draft_saved_by: by };
  const written =
    revision === 0
      ? await db
          .insertInto("programs")
          .values({ name, moment, ...draft, draft_revision: 0, published_version: null, retired_at: null })
          .onConflict((conflict) => conflict.column("name").doNothing())
          .returning("name")
          .executeTakeFirst()
      : await db
          .updateTable("programs")
          .set({ ...draft, draft_revision: revision })
          .where("name", "=", name)
          .where("draft_revision", "=", revision - 1)
          .returning("name")
          .executeTakeFirst();
  if (!written) throw draftChanged({ program: name });
}
