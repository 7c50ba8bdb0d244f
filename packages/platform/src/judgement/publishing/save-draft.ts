import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { ProgramDocument } from "../programs/index.ts";
import { draftChanged } from "./program-problems.ts";

/**
 * Saves a draft over the one that was read, or begins a program where there is none.
 * @throws draft-changed (409) when somebody else saved, published or discarded since
 */
export async function saveDraft(
  { db }: DatabaseTx,
  document: ProgramDocument,
  { revision, at, by }: { readonly revision: number; readonly at: Date; readonly by: string },
): Promise<void> {
  const { name, moment } = document;
  const draft = { draft: JSON.stringify(document), draft_saved_at: at, draft_saved_by: by };
  const saved = await db
    .updateTable("programs")
    .set({ ...draft, draft_revision: revision + 1 })
    .where("name", "=", name)
    .where("draft_revision", "=", revision)
    .returning("name")
    .executeTakeFirst();
  if (saved) return;
  const made = await db
    .insertInto("programs")
    .values({ name, moment, ...draft, draft_revision: 1, published_version: null, retired_at: null })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returning("name")
    .executeTakeFirst();
  if (!made) throw draftChanged({ program: name });
}
