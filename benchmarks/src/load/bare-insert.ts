import pg from "pg";
import { newId } from "../../../packages/platform/src/foundation/ids/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import type { createServer } from "../../../packages/platform/src/surfaces/http/index.ts";
import { actorOf } from "../../../packages/platform/src/surfaces/http/request-actor.ts";

type Server = Awaited<ReturnType<typeof createServer>>;

/** The least that a server can do to write something down: see who asks, and one INSERT. */
export interface BareInsert {
  readonly path: string;
  /** Makes a table of its own with the columns and indexes of `like`, so that the INSERT meets the same work and nothing else. */
  makeTable(ownerUrl: string): Promise<void>;
  /**
   * Answers a POST by inserting the row of `latest` again, under an id of its own; what is sent with it is parsed and thrown
   * away.
   */
  route(platform: Platform): (app: Server) => Promise<void>;
}

interface BareInsertOptions {
  readonly path: string;
  readonly table: string;
  /** The table whose columns and indexes it has. */
  readonly like: string;
  /** Reads the row that is written again and again. */
  readonly latest: string;
  /** What must be another in each row, beside its id. */
  readonly unique: string;
  /** How the driver takes a value of that row; as it is, where left out. */
  readonly asParameter?: (value: unknown) => unknown;
}

export function bareInsert({ path, table, like, latest, unique, asParameter }: BareInsertOptions): BareInsert {
  async function makeTable(ownerUrl: string): Promise<void> {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query(`create table ${table} (like ${like} including all)`);
    await client.end();
  }
  function route({ database, clock }: Platform) {
    let row: Promise<{ sql: string; values: unknown[]; columns: string[] }> | undefined;
    const read = async () => {
      const { rows, fields } = await database.pool.query<Record<string, unknown>>(latest);
      const columns = fields.map(({ name }) => name);
      const values = Object.values(rows[0] ?? {}).map((value) => asParameter?.(value) ?? value);
      const places = columns.map((_, i) => `$${i + 1}`).join(", ");
      return { sql: `insert into ${table} (${columns.join(", ")}) values (${places})`, values, columns };
    };
    return async (app: Server) => {
      app.post(path, async (request) => {
        await actorOf(request, database, clock);
        row ??= read();
        const { sql, values, columns } = await row;
        const id = newId();
        await database.pool.query(sql, values.with(columns.indexOf("id"), id).with(columns.indexOf(unique), newId()));
        return { id };
      });
    };
  }
  return { path, makeTable, route };
}
