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

/** Rows of one invoice that follow each other in the file, packed into one text. */
export interface Run {
  readonly invoice: string;
  /** The earliest time in it, epoch milliseconds. */
  readonly at: number;
  /** Its first line. */
  readonly line: number;
  /** How many rows it holds. */
  readonly lines: number;
  /** JSON, without the brackets around it, so that runs are joined by commas. */
  readonly body: string;
}

type Packed = [number, number, string, string, number, number, number, string, string];

const kinds: readonly RowKind[] = ["sale", "return", "adjustment"];

/** Packs rows for the staging table: of an export that keeps its invoices together few runs are left to sort. */
export function* packRuns(rows: readonly StagedRow[]): Generator<Run> {
  let packed: Packed[] = [];
  let at = Number.POSITIVE_INFINITY;
  for (const [index, row] of rows.entries()) {
    packed.push(pack(row));
    at = Math.min(at, row.at);
    if (rows[index + 1]?.invoice === row.invoice) continue;
    const body = JSON.stringify(packed).slice(1, -1);
    yield { invoice: row.invoice, at, line: packed[0]?.[0] ?? row.line, lines: packed.length, body };
    [packed, at] = [[], Number.POSITIVE_INFINITY];
  }
}

/** @param bodies the bodies of an invoice's runs, joined by commas */
export function unpackDocument(invoice: string, bodies: string): RetailDocument {
  return { invoice, rows: (JSON.parse(`[${bodies}]`) as Packed[]).map((packed) => unpack(invoice, packed)) };
}

function pack({ line, kind, code, title, quantity, amount, at, customer, country }: StagedRow): Packed {
  return [line, kinds.indexOf(kind), code, title, quantity, amount, at, customer, country];
}

function unpack(invoice: string, packed: Packed): StagedRow {
  const [line, kind, code, title, quantity, amount, at, customer, country] = packed;
  return { line, invoice, kind: kinds[kind] ?? "adjustment", code, title, quantity, amount, at, customer, country };
}
