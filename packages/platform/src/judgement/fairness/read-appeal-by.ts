import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { KindByPerson } from "./adverse-decision-table.ts";

/**
 * Until when somebody else can be asked to look at what a person decided against the shopper about something, named by its UUID; undefined where
 * nobody has.
 */
export async function readAppealBy({ db }: DatabaseTx, kind: KindByPerson, subject: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom("adverse_decisions")
    .select("appeal_by")
    .where("kind", "=", kind)
    .where("subject", "=", subject)
    .executeTakeFirst();
  return row?.appeal_by;
}
