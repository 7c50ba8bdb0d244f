import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { newId } from "../../../foundation/ids/index.ts";
import { WayTables } from "./way-tables.ts";

declare module "../../../foundation/database/tables.ts" {
  interface Tables {
    way_tables: WayTablesTable;
  }
}

interface WayTablesTable {
  id: string;
  as_of: string;
  made_at: Date;
  contents: unknown;
}

/** The newest ones of which this process knows the contents: they change once a day. */
let known: { readonly id: string; readonly tables: WayTables | undefined } | undefined;

/** The newest tables; undefined while nothing has been learned. */
export async function currentWayTables({ db }: DatabaseTx): Promise<WayTables | undefined> {
  const newest = db.selectFrom("way_tables").orderBy("made_at", "desc").orderBy("id", "desc").limit(1);
  const row = await newest.select("id").executeTakeFirst();
  if (!row) return undefined;
  if (known?.id === row.id) return known.tables;
  const { contents } = await db
    .selectFrom("way_tables")
    .select("contents")
    .where("id", "=", row.id)
    .executeTakeFirstOrThrow();
  // What an earlier release has written in another form says nothing until the next day's learning.
  known = { id: row.id, tables: WayTables.safeParse(contents).data };
  return known.tables;
}

/** Older ones say nothing that the newest does not. @param now machine time */
export async function saveWayTables({ db }: DatabaseTx, tables: WayTables, now: Date): Promise<void> {
  const id = newId();
  await db
    .insertInto("way_tables")
    .values({ id, as_of: tables.asOf, made_at: now, contents: JSON.stringify(tables) })
    .execute();
  await db.deleteFrom("way_tables").where("id", "<>", id).where("made_at", "<", now).execute();
}
