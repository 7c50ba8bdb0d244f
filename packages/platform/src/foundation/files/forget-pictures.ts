import { z } from "zod";
import { At } from "../contracts/index.ts";
import { newId } from "../ids/index.ts";
import { timer } from "../timers/index.ts";

const dayMs = 86_400_000;
/** Long enough to decide about whatever they show, and no longer. */
const keptDays = 180;

/** Deletes pictures half a year after they came. Tables that speak of them lose the rows that do. */
export const forgetPictures = timer("files.forget", z.object({ until: At }), async ({ tx }, { until }) => {
  await tx.db.deleteFrom("files").where("stored_at", "<", until).execute();
});

/** One timer for all that comes on a day: the day's own date is its key. */
export function forgetting(storedAt: Date) {
  const until = new Date((Math.floor(storedAt.getTime() / dayMs) + 1) * dayMs);
  const at = new Date(until.getTime() + keptDays * dayMs);
  return { key: until.toISOString().slice(0, 10), subject: newId(), at, data: { until } };
}
