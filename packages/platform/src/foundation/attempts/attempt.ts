import { sql } from "kysely";
import type { DatabaseTx } from "../database/index.ts";

/** What to do with a piece of claimed work after it was tried. */
export type Attempt =
  | { readonly outcome: "done" }
  | { readonly outcome: "retry"; readonly dueAt: Date; readonly error: string }
  | { readonly outcome: "park"; readonly error: string };

/** Tries that a piece of work gets before it is parked for a person to look at: about eight hours of back-off. */
export const lastAttempt = 12;

/** Seconds before the next try: 2, 4, 8 … capped at two hours. */
export function backOff(attempts: number): number {
  return Math.min(2 ** attempts, 7200);
}

/**
 * Runs one piece of claimed work inside the claiming transaction, behind a savepoint: a failure undoes its effects
 * alone, and the rest of the batch goes on.
 */
export async function attemptOnce(
  tx: DatabaseTx,
  attemptsSoFar: number,
  now: Date,
  run: () => Promise<void>,
): Promise<Attempt> {
  await sql`savepoint attempt`.execute(tx.db);
  try {
    await run();
    await sql`release savepoint attempt`.execute(tx.db);
    return { outcome: "done" };
  } catch (failure) {
    await sql`rollback to savepoint attempt`.execute(tx.db);
    const error = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
    const attempts = attemptsSoFar + 1;
    if (attempts >= lastAttempt) return { outcome: "park", error };
    return { outcome: "retry", dueAt: new Date(now.getTime() + backOff(attempts) * 1000), error };
  }
}
