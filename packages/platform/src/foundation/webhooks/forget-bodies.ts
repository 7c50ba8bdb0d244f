import { sql } from "kysely";
import type { DatabaseTx } from "../database/index.ts";

const dayMs = 86_400_000;
/** Long enough to look into what somebody complains of, and to repair what a person has to look at. */
const readDays = 3;
const openDays = 30;
const most = 2_000;

/**
 * Empties bodies that are no longer needed. That they came, and what came of them, stays: it is how a repeat is recognised.
 * @param now machine time
 * @returns how many; there may be more
 */
export async function forgetBodies(tx: DatabaseTx, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  const { numAffectedRows } = await sql`
    update webhook_deliveries set body = null where id in (
      select id from webhook_deliveries
      where body is not null and state <> 'stored' and received_at < ${before(readDays)}
        and ((state = 'read' and read_at < ${before(readDays)}) or received_at < ${before(openDays)})
      limit ${most} for update skip locked)`.execute(tx.db);
  return Number(numAffectedRows ?? 0n);
}

/** Empties the bodies of all that nobody has to look at: whose they are is not known before they are read again. */
export async function forgetAllBodies(tx: DatabaseTx): Promise<void> {
  await sql`
    update webhook_deliveries set body = null
    where body is not null and state <> 'stored' and state <> 'parked'`.execute(tx.db);
}
