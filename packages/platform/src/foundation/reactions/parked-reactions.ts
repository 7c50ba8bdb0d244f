import { sql } from "kysely";
import type { DatabaseTx } from "../database/index.ts";

export interface ParkedReaction {
  readonly id: bigint;
  readonly reaction: string;
  readonly subject: string;
  readonly parkedAt: Date;
  readonly error: string;
  /** Later facts of the same subject that wait behind it. */
  readonly waiting: number;
}

/** Deliveries that failed their last try and wait for a person, oldest first. */
export async function parkedReactions(tx: DatabaseTx): Promise<ParkedReaction[]> {
  const { rows } = await sql<ParkedReaction>`
    select p.id, p.reaction, p.subject, p.parked_at as "parkedAt", coalesce(p.error, '') as error,
      (select count(*)::int from reactions w
       where w.reaction = p.reaction and w.subject = p.subject and w.id > p.id) as waiting
    from reactions p where p.parked_at is not null order by p.parked_at, p.id`.execute(tx.db);
  return rows;
}

/** Gives a parked delivery all its tries again. Answers false when it is no longer parked. */
export async function retryParked(tx: DatabaseTx, id: bigint, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable("reactions")
    .set({ parked_at: null, attempts: 0, due_at: now, error: null })
    .where("id", "=", id)
    .where("parked_at", "is not", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
