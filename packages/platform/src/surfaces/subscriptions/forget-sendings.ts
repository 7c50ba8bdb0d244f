import type { Clock } from "../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";

const keptMs = 30 * 86_400_000;
const atOnce = 5_000;

/** Deletes what was told a month ago; the events themselves stay. Answers how many, so that a caller who got a full batch comes again. */
export async function forgetSendings({
  work,
  clock,
}: {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}): Promise<number> {
  const until = new Date(clock.real().getTime() - keptMs);
  const { numDeletedRows } = await work.run("subscriptions", (tx) =>
    tx.db
      .deleteFrom("webhook_sendings")
      .where("id", "in", (old) =>
        old
          .selectFrom("webhook_sendings")
          .select("id")
          .where("queued_at", "<", until)
          .where("state", "in", ["sent", "failed"])
          .limit(atOnce),
      )
      .executeTakeFirstOrThrow(),
  );
  return Number(numDeletedRows);
}
