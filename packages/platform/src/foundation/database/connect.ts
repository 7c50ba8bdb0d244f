import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Tables } from "./tables.ts";
import { type DatabaseTx, runTransaction } from "./transaction.ts";
import { valueTypes } from "./value-types.ts";

export interface Database {
  /** Typed queries outside a transaction, each on any connection of the pool. */
  readonly kysely: Kysely<Tables>;
  readonly pool: pg.Pool;
  /** Where it is connected to, with its password: never log it. */
  readonly url: string;
  /** See `runTransaction`: commits when the work returns, rolls back when it throws, repeats it after a deadlock. */
  transaction<T>(work: (tx: DatabaseTx) => Promise<T>): Promise<T>;
  /** Waits for the connections in use to come back and closes all. */
  close(): Promise<void>;
}

export interface ConnectionOptions {
  /** Shown in pg_stat_activity, so that an operator sees who holds a connection. */
  readonly applicationName: string;
  /** The most connections this process opens at once; 10 when not given. */
  readonly max?: number;
  /** How long a connection may rest before it is closed, milliseconds; ten minutes when not given. */
  readonly restMs?: number;
}

/**
 * Ten minutes. A new connection costs the server as much as fifteen requests: a process, and each statement
 * parsed and planned anew, several times until it is kept. Were the spare ones closed within seconds of calm, every burst would open them
 * again, all at once and just when there is no time for it, and what waits meanwhile would open still more.
 */
const usualRestMs = 10 * 60_000;

/** Opens a pool. No connection is made until the first query, so a wrong URL fails there. */
export function openDatabase(
  url: string,
  { applicationName, max = 10, restMs = usualRestMs }: ConnectionOptions,
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: applicationName,
    max,
    types: valueTypes,
    keepAlive: true,
    // Queries made at once travel together, and are answered in their order.
    pipeline: true,
    connectionTimeoutMillis: 30_000,
    idleTimeoutMillis: restMs,
    allowExitOnIdle: true,
  });
  // A connection that the server closes emits "error", and an event that nobody hears ends the process. Idle
  // connections report to the pool, those in use only to themselves; the query in flight fails with the same error,
  // and the pool replaces both kinds, so there is nothing left to do here.
  pool.on("error", ignore);
  pool.on("connect", (client) => client.on("error", ignore));
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  let closing: Promise<void> | undefined;
  return {
    kysely,
    pool,
    url,
    transaction: (work) => runTransaction(pool, work),
    close: () => {
      closing ??= pool.end();
      return closing;
    },
  };
}

function ignore(): void {}
