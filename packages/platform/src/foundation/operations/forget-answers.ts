import { sql } from "kysely";
import type { DatabaseTx } from "../database/index.ts";

const dayMs = 86_400_000;
/** How long a repeated request is answered as the first one was: nobody tries for longer, and answers can hold codes that are shown once. */
export const answerKeptDays = 30;
const most = 2_000;

/**
 * Deletes idempotency keys, with the answers under them, whose time is over. The same key is a new request from then on.
 * @param now machine time
 * @returns how many; there may be more
 */
export async function forgetAnswers(tx: DatabaseTx, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from idempotency_keys where (actor, key) in (
      select actor, key from idempotency_keys where created_at < ${new Date(now.getTime() - answerKeptDays * dayMs)}
      limit ${most} for update skip locked)`.execute(tx.db);
  return Number(numAffectedRows ?? 0n);
}
