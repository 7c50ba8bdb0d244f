import { setTimeout as pause } from "node:timers/promises";
import { Kysely } from "kysely";
import type pg from "pg";
import { OneClientDialect } from "./one-client-dialect.ts";
import type { Tables } from "./tables.ts";

/** An open transaction. Both faces speak through the same connection, so that typed queries and COPY commit together. */
export interface DatabaseTx {
  readonly db: Kysely<Tables>;
  readonly client: pg.PoolClient;
  /**
   * Sends a query together with the commit, when the work has returned: for a last word whose answer nobody waits for. Should it fail,
   * nothing is committed.
   */
  atEnd(query: () => Promise<unknown>): void;
}

/** A statement failed, the work caught its error and carried on: PostgreSQL had already given the transaction up. */
export class TransactionAbortedError extends Error {
  override readonly name = "TransactionAbortedError";
  constructor() {
    super(
      "a statement of this transaction failed and its error was swallowed, so nothing was committed; let it escape, or guard the statement with a savepoint",
    );
  }
}

const RETRIES = 4;
const RETRYABLE = new Set(["40001", "40P01"]); // serialization_failure, deadlock_detected

/**
 * Runs `work` in one transaction and commits it; any error rolls it back and is thrown on. After a serialization failure
 * or a deadlock the work runs again, so it must have no effect outside the database.
 */
export async function runTransaction<T>(pool: pg.Pool, work: (tx: DatabaseTx) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await runOnce(pool, work);
    } catch (error) {
      if (attempt === RETRIES || !RETRYABLE.has(sqlState(error))) throw error;
      // Jittered, so that two transactions that met once do not meet again in step.
      await pause(Math.random() * 10 * 2 ** attempt);
    }
  }
}

async function runOnce<T>(pool: pg.Pool, work: (tx: DatabaseTx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const dialect = new OneClientDialect(client);
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const last: (() => Promise<unknown>)[] = [];
    const atEnd = (query: () => Promise<unknown>) => void last.push(query);
    const result = await work({ db: new Kysely<Tables>({ dialect }), client, atEnd });
    await dialect.close();
    const said = last.map((query) => query());
    const [committed] = await Promise.all([client.query("COMMIT"), ...said]);
    if (committed.command === "ROLLBACK") throw new TransactionAbortedError();
    return result;
  } catch (error) {
    await dialect.close();
    if (!(error instanceof TransactionAbortedError)) broken = await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Rolls back; a connection that cannot is handed back as broken, so that the pool drops it. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query("ROLLBACK");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function sqlState(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
