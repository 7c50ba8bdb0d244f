import { type CopyRow, copyRows } from "../../../foundation/database/index.ts";
import type { ImportSession } from "../import-session.ts";
import type { RejectsFile } from "../rejects-file.ts";
import type { RetailRow, RowKind } from "./read-row.ts";

/** A row with its line in the file. */
export interface StagedRow extends RetailRow {
  readonly line: number;
}

/** The rows of one invoice, in the order of the file. */
export interface RetailDocument {
  readonly invoice: string;
  readonly rows: readonly StagedRow[];
}

const kinds: readonly RowKind[] = ["sale", "return", "adjustment"];

export async function makeStagingTable({ client }: ImportSession): Promise<void> {
  await client.query(
    `create temporary table staged (invoice text not null, at bigint not null, last_at bigint not null,
      line int not null, lines int not null, body text not null) on commit drop`,
  );
}

/**
 * Writes rows to the staging table. Rows of one invoice that follow each other are packed into one, because the server
 * only has to sort them and hand them back: an export that keeps its invoices together has few rows to sort.
 */
export async function stageRows({ client }: ImportSession, rows: readonly StagedRow[]): Promise<void> {
  const runs = [...runsOf(rows)];
  if (runs.length > 0)
    await copyRows({ client }, "staged", ["invoice", "at", "last_at", "line", "lines", "body"], runs);
}

function* runsOf(rows: readonly StagedRow[]): Generator<CopyRow> {
  let run: Packed[] = [];
  let first = rows[0];
  let at = Number.POSITIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  for (const [index, row] of rows.entries()) {
    first ??= row;
    run.push(pack(row));
    at = Math.min(at, row.at);
    lastAt = Math.max(lastAt, row.at);
    if (rows[index + 1]?.invoice === row.invoice) continue;
    yield [row.invoice, at, lastAt, first.line, run.length, JSON.stringify(run).slice(1, -1)];
    [run, first, at, lastAt] = [[], rows[index + 1], Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
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

/** The most lines of one invoice: as many as one order may have. */
const LONGEST_INVOICE = 5_000;
/** Invoices fetched at once: together they stay far below the memory that an import may use. */
const INVOICES = 50;

/** Sets aside invoices that no order can hold, so that one broken column cannot fill the memory. */
export async function rejectEndlessInvoices(session: ImportSession, rejects: RejectsFile): Promise<void> {
  const { client } = session;
  await client.query(`create temporary table endless on commit drop as
    select invoice from staged group by invoice having sum(lines) > ${LONGEST_INVOICE}`);
  const runs = session.inGroups("select invoice, body from staged where invoice in (table endless) order by line", 50);
  for await (const group of runs)
    for (const [invoice, body] of group as [string, string][])
      for (const [line] of JSON.parse(`[${body}]`) as Packed[])
        await rejects.add(line, `the invoice has more than ${LONGEST_INVOICE} lines`, [invoice]);
  await client.query("delete from staged where invoice in (table endless)");
}

export interface StagedSize {
  readonly documents: number;
  /** The latest time of any row. */
  readonly lastAt: Date | undefined;
}

export async function stagedSize({ client }: ImportSession): Promise<StagedSize> {
  const { rows } = await client.query<{ documents: string; last: bigint | null }>(
    "select count(distinct invoice)::int as documents, max(last_at) as last from staged",
  );
  const [row] = rows;
  return { documents: Number(row?.documents ?? 0), lastAt: row?.last ? new Date(Number(row.last)) : undefined };
}

/** The invoices in the order of their first time, in groups of about so many lines. */
export async function* stagedDocuments(session: ImportSession, lines: number): AsyncGenerator<RetailDocument[]> {
  const groups = session.inGroups(
    `select invoice, '[' || string_agg(body, ',' order by line) || ']'
     from staged group by invoice order by min(at), min(line)`,
    INVOICES,
  );
  let documents: RetailDocument[] = [];
  let gathered = 0;
  for await (const group of groups) {
    for (const [invoice, packed] of group as [string, string][]) {
      const rows = (JSON.parse(packed) as Packed[]).map((row) => unpack(invoice, row));
      documents.push({ invoice, rows });
      gathered += rows.length;
    }
    if (gathered < lines) continue;
    yield documents;
    documents = [];
    gathered = 0;
  }
  if (documents.length > 0) yield documents;
}
