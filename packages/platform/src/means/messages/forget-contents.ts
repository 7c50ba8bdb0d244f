import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { timer } from "../../foundation/timers/index.ts";

const dayMs = 86_400_000;
/** Long enough to answer "what did you write to me", and no longer. */
const keptDays = 180;

/** Deletes what messages said and where they went, half a year after they did. That they were sent, and what came of it, stays. */
export const forgetContents = timer("messages.forget", z.object({ until: At }), async ({ tx }, { until }) => {
  await tx.db.deleteFrom("message_contents").where("stored_at", "<", until).execute();
});

/** One timer for all that is sent on a day: the day's own date is its key. */
export function forgetting(sentAt: Date) {
  const until = new Date((Math.floor(sentAt.getTime() / dayMs) + 1) * dayMs);
  const key = until.toISOString().slice(0, 10);
  const at = new Date(until.getTime() + keptDays * dayMs);
  return { key, subject: newId(), at, data: { until } };
}
