import { z } from "zod";
import { type DatabaseTx, statement } from "../database/index.ts";
import type { Timer } from "./timer.ts";

/** A timer that is to be set: the same key again moves it. */
interface Due<Data extends z.ZodType> {
  /** Of the caller's choosing. */
  readonly key: string;
  readonly subject: string;
  /** Business time. */
  readonly at: Date;
  readonly data: z.output<Data>;
}

/** Sets a timer under a key of the caller's choosing; the same key again moves it. */
export async function scheduleTimer<Data extends z.ZodType>(
  tx: DatabaseTx,
  timer: Timer<Data>,
  due: Due<Data>,
): Promise<void> {
  await scheduleTimers(tx, timer, [due]);
}

/** Sets any number of timers in one statement. Their keys differ. */
export function scheduleTimers<Data extends z.ZodType>(
  tx: DatabaseTx,
  timer: Timer<Data>,
  dues: readonly Due<Data>[],
): Promise<void> {
  return scheduleAll(
    tx,
    dues.map((due) => dueTimer(timer, due)),
  );
}

/** A timer with what is due of it, as it is written down. */
interface DueTimer {
  readonly key: string;
  readonly timer: string;
  readonly subject: string;
  readonly due_at: Date;
  readonly data: unknown;
}

export function dueTimer<Data extends z.ZodType>(timer: Timer<Data>, { key, subject, at, data }: Due<Data>): DueTimer {
  return { key: `${timer.name}/${key}`, timer: timer.name, subject, due_at: at, data: z.encode(timer.data, data) };
}

/** Sets timers of several kinds in one statement. */
export async function scheduleAll(tx: DatabaseTx, dues: readonly DueTimer[]): Promise<void> {
  if (dues.length === 0) return;
  await setTimers(tx, JSON.stringify(dues));
}

const setTimers = statement<[dues: string], Record<never, never>>(
  "set-timers",
  `insert into timers (key, timer, subject, data, due_at)
  select key, timer, subject, data, due_at
  from json_to_recordset($1::json) as r (key text, timer text, subject uuid, data jsonb, due_at timestamptz)
  on conflict (key) do update set timer = excluded.timer, subject = excluded.subject, data = excluded.data,
    due_at = excluded.due_at, attempts = 0, parked_at = null, error = null`,
);

/** Unsets a timer; nothing happens when it has already gone off. */
export async function cancelTimer(tx: DatabaseTx, timer: Timer, key: string): Promise<void> {
  await tx.db.deleteFrom("timers").where("key", "=", `${timer.name}/${key}`).execute();
}
