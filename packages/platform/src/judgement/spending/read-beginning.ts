import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { ProgramDocument } from "../programs/index.ts";

/** Since when a program has had a budget of the period and the currency that its document states; undefined before it was published. */
export async function readBeginning(
  { db }: DatabaseTx,
  { name, budget, currency }: ProgramDocument,
): Promise<Date | undefined> {
  const first = await db
    .selectFrom("program_versions")
    .select("published_at")
    .where("program", "=", name)
    .where(sql<string>`document -> 'budget' ->> 'period'`, "=", budget?.period ?? "")
    .where(sql<string>`document ->> 'currency'`, "=", currency ?? "")
    .orderBy("version")
    .executeTakeFirst();
  return first?.published_at;
}
