import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { KindByPerson } from "./adverse-decision-table.ts";

/**
 * Until when somebody else can be asked to look at what a person decided against the shopper about something, named by its UUID; undefined where
 * nobody has.
 * @param since an older decision is no answer: what somebody else upheld and a person declines once more is not looked at again
 */
export async function readAppealBy(
  { db }: DatabaseTx,
  kind: KindByPerson,
  subject: string,
  since?: Date,
): Promise<Date | undefined> {
  const row = await db
    .selectFrom("adverse_decisions")
    .select(["appeal_by", "decided_at"])
    .where("kind", "=", kind)
    .where("subject", "=", subject)
    .executeTakeFirst();
  return row && (since === undefined || row.decided_at >= since) ? row.appeal_by : undefined;
}
