import type pg from "pg";
import type { Database } from "../../foundation/database/index.ts";

/** Names the lock that lets one import run at a time; the number itself means nothing. */
const LOCK = 7_303_224_117;

/** A connection of its own for one import: it holds the lock, the staging table and the cursor. */
export interface ImportSession {
  readonly client: pg.PoolClient;
  /** The rows of a query in groups, read no faster than they are asked for. */
  inGroups(query: string, size: number): AsyncGenerator<readonly unknown[][]>;
}

/**
 * Runs `work` while no other import runs. The file is staged in a temporary table, whatever its order and length, and the
 * table is gone when the work is done or has failed; what is recorded from it commits elsewhere, piece by piece.
 */
export async function importSession<T>(database: Database, work: (session: ImportSession) => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query("begin");
    await client.query("set local work_mem = '64MB'");
    return await work({ client, inGroups: (query, size) => inGroups(client, query, size) });
  } finally {
    try {
      await client.query("rollback");
      await client.query("select pg_advisory_unlock($1)", [LOCK]);
    } catch (error) {
      // A connection that is lost has lost its lock too; the pool must not hand it on.
      broken = error instanceof Error ? error : new Error(String(error));
    }
    client.release(broken);
  }
}

async function* inGroups(client: pg.PoolClient, query: string, size: number): AsyncGenerator<readonly unknown[][]> {
  await client.query(`declare staged_rows no scroll cursor for ${query}`);
  for (;;) {
    const { rows } = await client.query<unknown[]>({ text: `fetch ${size} from staged_rows`, rowMode: "array" });
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query("close staged_rows");
}
