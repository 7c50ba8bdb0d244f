import { z } from "zod";
import type { DatabaseTx } from "../database/index.ts";
import type { Timer } from "./timer.ts";

/**
 * Sets a timer under a key of the caller's choosing; the same key again moves it.
 * @param at business time
 */
export async function scheduleTimer<Data extends z.ZodType>(
  tx: DatabaseTx,
  timer: Timer<Data>,
  due: { key: string; subject: string; at: Date; data: z.output<Data> },
): Promise<void> {
  const row = {
    timer: timer.name,
    subject: due.subject,
    data: JSON.stringify(z.encode(timer.data, due.data)),
    due_at: due.at,
    attempts: 0,
    parked_at: null,
    error: null,
  };
  await tx.db
    .insertInto("timers")
    .values({ key: `${timer.name}/${due.key}`, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}

/** Unsets a timer; nothing happens when it has already gone off. */
export async function cancelTimer(tx: DatabaseTx, timer: Timer, key: string): Promise<void> {
  await tx.db.deleteFrom("timers").where("key", "=", `${timer.name}/${key}`).execute();
}
