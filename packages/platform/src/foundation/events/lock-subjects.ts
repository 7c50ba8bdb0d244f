import { sql } from "kysely";
import type { DatabaseTx } from "../database/index.ts";

/** Names this kind of lock among all others; the number itself means nothing. */
const SUBJECT_LOCKS = 1_163_284_301;

/**
 * Two transactions that append for one subject take turns, until the end of each. Without it the one that drew the lower `seq` could
 * commit later, and a reaction would see the second fact first. All transactions lock in the same order, and share so many
 * locks that a large batch cannot use up the server's.
 * @param subjects a query that answers them in one column of text, `subject`
 * @returns a query that takes the locks
 */
export function subjectLocks(subjects: string): string {
  return `select pg_advisory_xact_lock(${SUBJECT_LOCKS}, lock)
    from (
      select distinct (hashtextextended(subject, 0) & 4095)::int as lock from (${subjects}) s
      order by lock
    ) locks`;
}

/** Waits for all who append for these subjects. */
export async function lockSubjects(tx: DatabaseTx, subjects: readonly string[]): Promise<void> {
  const distinct = [...new Set(subjects)];
  await sql`
    with given as (select unnest(${distinct}::text[]) as subject)
    ${sql.raw(subjectLocks("table given"))}`.execute(tx.db);
}
