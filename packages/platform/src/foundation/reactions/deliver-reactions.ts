import { sql } from "kysely";
import { attemptOnce } from "../attempts/index.ts";
import type { Clock } from "../clock/index.ts";
import type { StoredEvent, Tx, UnitOfWork } from "../events/index.ts";
import type { Id } from "../ids/index.ts";
import type { Reaction } from "./reaction.ts";

const batchSize = 50;

interface Claimed {
  id: bigint;
  reaction: string;
  attempts: number;
  seq: bigint;
  event_id: string;
  type: string;
  subject: string;
  at: Date;
  recorded_at: Date;
  actor: string;
  data: unknown;
}

/**
 * Delivers one batch of waiting reactions and answers how many were tried. Claim, effects and the note that it is done
 * are one transaction: when the process dies at any line, the rows are simply free again. Many processes may call it
 * at once; a subject's facts arrive in order, and a failing or parked one holds back only its own subject.
 */
export async function deliverReactions(
  work: UnitOfWork,
  clock: Clock,
  reactions: ReadonlyMap<string, Reaction>,
): Promise<number> {
  return work.run("reactions", async (tx) => {
    const claimed = await claim(tx, clock.real());
    for (const row of claimed) {
      const reaction = reactions.get(row.reaction);
      const attempt = await attemptOnce(tx, row.attempts, clock.real(), async () => {
        if (!reaction) throw new Error(`no reaction named ${row.reaction} in this release`);
        await reaction.run({ tx, clock }, asEvent(row));
      });
      if (attempt.outcome === "done") {
        await tx.db.deleteFrom("reactions").where("id", "=", row.id).execute();
        continue;
      }
      const parked_at = attempt.outcome === "park" ? clock.real() : null;
      await tx.db
        .updateTable("reactions")
        .set({
          attempts: row.attempts + 1,
          error: attempt.error,
          parked_at,
          ...(attempt.outcome === "retry" ? { due_at: attempt.dueAt } : {}),
        })
        .where("id", "=", row.id)
        .execute();
    }
    return claimed.length;
  });
}

/** Takes only what is first in line of its subject; the rows behind it wait until it is deleted. */
async function claim(tx: Tx, now: Date): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    select r.id, r.reaction, r.attempts, e.seq, e.id as event_id, e.type, e.subject, e.at, e.recorded_at, e.actor, e.data
    from reactions r join events e on e.seq = r.event_seq
    where r.parked_at is null and r.due_at <= ${now}
      and not exists (
        select from reactions earlier
        where earlier.reaction = r.reaction and earlier.subject = r.subject and earlier.id < r.id)
    order by r.id
    limit ${batchSize}
    for update of r skip locked`.execute(tx.db);
  return rows;
}

function asEvent(row: Claimed): StoredEvent {
  return {
    seq: row.seq,
    id: row.event_id as Id<"evt">,
    type: row.type,
    subject: row.subject,
    at: row.at,
    recordedAt: row.recorded_at,
    actor: row.actor,
    data: row.data,
  };
}
