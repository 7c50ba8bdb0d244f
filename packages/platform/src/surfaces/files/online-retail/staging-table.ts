import { type CopyRow, copyRows } from "../../../foundation/database/index.ts";
import type { ImportSession } from "../import-session.ts";
import type { RowKind } from "./read-row.ts";
import { INVOICE_LINES, type RetailDocument, type StagedRow } from "./staging.ts";

const kinds: readonly RowKind[] = ["sale", "return", "adjustment"];

export async function makeStagingTable({ client }: ImportSession): Promise<void> {
  await client.query(
    `create temporary table staged (invoice text not null, at bigint not null, 
      line int not null, lines int not null, body text not null) on commit drop`,
  );
}

/**
 * Writes rows to the staging table. Rows of one invoice that follow each other are packed into one, because the server
 * only has to sort them and hand them back: an export that keeps its invoices together has few rows to sort.
 */
export async function writeRows({ client }: ImportSession, rows: readonly StagedRow[]): Promise<void> {
  const runs = [...runsOf(rows)];
  if (runs.length > 0) await copyRows({ client }, "staged", ["invoice", "at", "line", "lines", "body"], runs);
}

function* runsOf(rows: readonly StagedRow[]): Generator<CopyRow> {
  let run: Packed[] = [];
  let at = Number.POSITIVE_INFINITY;
  for (const [index, row] of rows.entries()) {
    run.push(pack(row));
    at = Math.min(at, row.at);
    if (rows[index + 1]?.invoice === row.invoice) continue;
    yield [row.invoice, at, run[0]?.[0] ?? row.line, run.length, JSON.stringify(run).slice(1, -1)];
    [run, at] = [[], Number.POSITIVE_INFINITY];
  }
}

type Packed = [number, number, string, string, number, number, number, string, string];

function pack({ line, kind, code, title, quantity, amount, at, customer, country }: StagedRow): Packed {
  return [line, kinds.indexOf(kind), code, title, quantity, amount, at, customer, country];
}

function unpack(invoice: string, packed: Packed): StagedRow {
  const [line, kind, code, title, quantity, amount, at, customer, country] = packed;
  return { line, invoice, kind: kinds[kind] ?? "adjustment", code, title, quantity, amount, at, customer, country };
}

/** Invoices fetched at once: together they stay far below the memory that an import may use. */
const INVOICES = 50;

/** Takes away the invoices that no order can hold, and answers their lines, in the order of the file. */
export async function* takeEndless(session: ImportSession): AsyncGenerator<{ invoice: string; line: number }> {
  await session.client.query(`create temporary table endless on commit drop as
    select invoice from staged group by invoice having sum(lines) > ${INVOICE_LINES}`);
  const runs = session.inGroups("select invoice, body from staged where invoice in (table endless) order by line", 50);
  for await (const group of runs)
    for (const [invoice, body] of group as [string, string][])
      for (const [line] of JSON.parse(`[${body}]`) as Packed[]) yield { invoice, line };
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
    `select invoice, '[' || string_agg(body, ',' order by line) || ']'
     from staged group by invoice order by min(at), min(line)`,
    INVOICES,
  );
  for await (const group of groups)
    for (const [invoice, packed] of group as [string, string][])
      yield { invoice, rows: (JSON.parse(packed) as Packed[]).map((row) => unpack(invoice, row)) };
}
