import { attemptOnce } from "../attempts/index.ts";
import type { Clock } from "../clock/index.ts";
import type { UnitOfWork } from "../events/index.ts";
import type { Timer } from "./timer.ts";

const batchSize = 50;

/**
 * Fires one batch of the timers that are due by business time and answers how many were tried. A timer's row is
 * deleted in the transaction of its effects; back-off after a failure also follows business time.
 */
export async function fireTimers(work: UnitOfWork, clock: Clock, timers: ReadonlyMap<string, Timer>): Promise<number> {
  return work.run("timers", async (tx) => {
    const due = await tx.db
      .selectFrom("timers")
      .selectAll()
      .where("parked_at", "is", null)
      .where("due_at", "<=", clock.now())
      .orderBy("due_at")
      .limit(batchSize)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const row of due) {
      const timer = timers.get(row.timer);
      const attempt = await attemptOnce(tx, row.attempts, clock.now(), async () => {
        if (!timer) throw new Error(`no timer named ${row.timer} in this release`);
        await tx.db.deleteFrom("timers").where("key", "=", row.key).execute();
        await timer.run({ tx, clock }, timer.data.parse(row.data));
      });
      if (attempt.outcome === "done") continue;
      const parked_at = attempt.outcome === "park" ? clock.now() : null;
      await tx.db
        .updateTable("timers")
        .set({
          attempts: row.attempts + 1,
          error: attempt.error,
          parked_at,
          ...(attempt.outcome === "retry" ? { due_at: attempt.dueAt } : {}),
        })
        .where("key", "=", row.key)
        .execute();
    }
    return due.length;
  });
}
