import { copyRows } from "../../../foundation/database/index.ts";
import type { ImportSession } from "../import-session.ts";
import { type RetailDocument, type Run, unpackDocument } from "./packed-rows.ts";

/** Invoices fetched at once: together they stay far below the memory that an import may use. */
const INVOICES = 50;

export async function makeStagingTable({ client }: ImportSession): Promise<void> {
  await client.query(
    `create temporary table staged (invoice text not null, at bigint not null, line int not null, lines int not null,
      body text not null) on commit drop`,
  );
}

export async function writeRuns({ client }: ImportSession, runs: readonly Run[]): Promise<void> {
  const rows = runs.map(({ invoice, at, line, lines, body }) => [invoice, at, line, lines, body]);
  if (rows.length > 0) await copyRows({ client }, "staged", ["invoice", "at", "line", "lines", "body"], rows);
}

/** Takes away the invoices of more than so many lines, and answers their lines in the order of the file. */
export async function* takeEndless(
  session: ImportSession,
  most: number,
): AsyncGenerator<{ invoice: string; line: number }> {
  await session.client.query(`create temporary table endless on commit drop as
    select invoice from staged group by invoice having sum(lines) > ${most}`);
  const runs = session.inGroups("select invoice, body from staged where invoice in (table endless) order by line", 50);
  for await (const group of runs)
    for (const [invoice, body] of group as [string, string][])
      for (const { line } of unpackDocument(invoice, body).rows) yield { invoice, line };
  await session.client.query("delete from staged where invoice in (table endless)");
}

export async function countDocuments({ client }: ImportSession): Promise<number> {
  const { rows } = await client.query<{ documents: number }>(
    "select count(distinct invoice)::int as documents from staged",
  );
  return rows[0]?.documents ?? 0;
}

/** The invoices in the order of their first time. */
export async function* tableDocuments(session: ImportSession): AsyncGenerator<RetailDocument> {
  const groups = session.inGroups(
    `select invoice, string_agg(body, ',' order by line)
     from staged group by invoice order by min(at), min(line)`,
    INVOICES,
  );
  for await (const group of groups)
    for (const [invoice, bodies] of group as [string, string][]) yield unpackDocument(invoice, bodies);
}
