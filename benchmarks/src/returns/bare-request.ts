import pg from "pg";
import { newId } from "../../../packages/platform/src/foundation/ids/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import type { createServer } from "../../../packages/platform/src/surfaces/http/index.ts";
import { actorOf } from "../../../packages/platform/src/surfaces/http/request-actor.ts";

type Server = Awaited<ReturnType<typeof createServer>>;

/** The least that a server can do to keep a return request: see who asks, and one INSERT. */
export const barePath = "/bench/bare-request";

/** A table with the columns and indexes of return requests, of its own. */
export async function makeBareRequests(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("create table bare_return_requests (like return_requests including all)");
  await client.end();
}

/** Answers a POST by inserting the row of the latest return request again, under an id and number of its own; what is sent is thrown away. */
export function bareRequestRoute({ database, clock }: Platform): (app: Server) => Promise<void> {
  let row: Promise<{ sql: string; values: unknown[]; columns: string[] }> | undefined;
  const read = async () => {
    const latest = "select * from return_requests order by requested_at desc, id desc limit 1";
    const { rows, fields } = await database.pool.query<Record<string, unknown>>(latest);
    const columns = fields.map(({ name }) => name);
    const places = columns.map((_, i) => `$${i + 1}`).join(", ");
    const sql = `insert into bare_return_requests (${columns.join(", ")}) values (${places})`;
    return { sql, values: Object.values(rows[0] ?? {}), columns };
  };
  return async (app) => {
    app.post(barePath, async (request) => {
      await actorOf(request, database, clock);
      row ??= read();
      const { sql, values, columns } = await row;
      const id = newId();
      await database.pool.query(sql, values.with(columns.indexOf("id"), id).with(columns.indexOf("number"), id));
      return { id };
    });
  };
}
