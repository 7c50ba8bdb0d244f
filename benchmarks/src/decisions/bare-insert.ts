import pg from "pg";
import { newId } from "../../../packages/platform/src/foundation/ids/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import type { createServer } from "../../../packages/platform/src/surfaces/http/index.ts";
import { actorOf } from "../../../packages/platform/src/surfaces/http/request-actor.ts";

type Server = Awaited<ReturnType<typeof createServer>>;

/** The least that a server can do to write a decision down: see who asks, and one INSERT. */
export const barePath = "/bench/bare-insert";

/** A table with the columns and indexes of the decisions, of its own, so that the INSERT meets the same work and no decision. */
export async function makeBareTable(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("create table bare_decisions (like decisions including all)");
  await client.end();
}

/**
 * Answers a POST by inserting the row of the latest decision again, under a new id and subject; what is sent with it is parsed and
 * thrown away.
 */
export function bareInsertRoute({ database, clock }: Platform): (app: Server) => Promise<void> {
  let row: Promise<{ sql: string; values: unknown[]; columns: string[] }> | undefined;
  const read = async () => {
    const latest = "select * from decisions where not retrospective order by decided_at desc limit 1";
    const { rows, fields } = await database.pool.query<Record<string, unknown>>(latest);
    const columns = fields.map(({ name }) => name);
    const values = Object.values(rows[0] ?? {}).map(asParameter);
    const places = columns.map((_, i) => `$${i + 1}`).join(", ");
    return { sql: `insert into bare_decisions (${columns.join(", ")}) values (${places})`, values, columns };
  };
  return async (app) => {
    app.post(barePath, async (request) => {
      await actorOf(request, database, clock);
      row ??= read();
      const { sql, values, columns } = await row;
      const id = newId();
      const own = values.with(columns.indexOf("id"), id).with(columns.indexOf("subject"), newId());
      await database.pool.query(sql, own);
      return { decisionId: id };
    });
  };
}

/** The driver writes an array as one of PostgreSQL's own; these columns hold JSON. */
function asParameter(value: unknown): unknown {
  return typeof value === "object" && value !== null && !(value instanceof Date) ? JSON.stringify(value) : value;
}
