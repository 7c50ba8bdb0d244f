import type { ImportSession } from "../import-session.ts";
import type { RetailDocument, StagedRow } from "./packed-rows.ts";

/** What the database holds of a set of invoices already. */
export interface KnownLines {
  /** True when the invoice is an order. */
  isOrder(invoice: string): boolean;
  /** How many returns stand for the invoice: one, and one more for each time that a file had cut it short. */
  returnsOf(invoice: string): number;
  /** True once for each time that such a line is recorded. */
  claim(row: StagedRow): boolean;
}

/** The key of the nth return that stands for one cancellation. */
export function returnKey(invoice: string, part: number): string {
  return part === 1 ? invoice : `${invoice}~${part}`;
}

const MOST_PARTS = 9;

/**
 * Looks up what is recorded of these invoices. Lines have no number of their own in the file, so they are told apart by
 * what they say, as a multiset: of two equal lines one may be known and one new.
 */
export async function knownLines(
  { client }: ImportSession,
  source: string,
  documents: readonly RetailDocument[],
): Promise<KnownLines> {
  const sales = invoicesWith(documents, "sale");
  const returns = invoicesWith(documents, "return");
  const left = new Map<string, number>();
  const orders = new Set<string>();
  const returnParts = new Map<string, number>();
  const { rows: sold } = await client.query<[string, string, number, bigint, Date]>({
    text: `select o.key, l.sku, l.quantity, l.listed, l.placed_at
      from orders o join order_lines l on l.order_id = o.id where o.source = $1 and o.key = any($2)`,
    values: [source, sales],
    rowMode: "array",
  });
  for (const [invoice, sku, quantity, listed, at] of sold) {
    orders.add(invoice);
    count(left, saleKey(invoice, sku, quantity, Number(listed), at.getTime()));
  }
  const keys = returns.flatMap((invoice) => Array.from({ length: MOST_PARTS }, (_, i) => returnKey(invoice, i + 1)));
  const { rows: returned } = await client.query<[string, string, bigint, bigint, number]>({
    text: `select r.key, l.sku, sum(l.quantity), sum(l.amount)::bigint, l.record_line
      from returns r join return_lines l on l.return_id = r.id
      where r.source = $1 and r.key = any($2) group by r.key, l.sku, l.record_line`,
    values: [source, keys],
    rowMode: "array",
  });
  for (const [key, sku, quantity, amount] of returned) {
    const [invoice = key, part = "1"] = key.split("~");
    returnParts.set(invoice, Math.max(returnParts.get(invoice) ?? 0, Number(part)));
    count(left, returnLineKey(invoice, sku, Number(quantity), Number(amount)));
  }
  return {
    isOrder: (invoice) => orders.has(invoice),
    returnsOf: (invoice) => returnParts.get(invoice) ?? 0,
    claim(row) {
      const { invoice, code, quantity, amount, at } = row;
      const key =
        row.kind === "sale"
          ? saleKey(invoice, code, quantity, amount, at)
          : returnLineKey(invoice, code, quantity, amount);
      const known = left.get(key) ?? 0;
      if (known > 0) left.set(key, known - 1);
      return known > 0;
    },
  };
}

function invoicesWith(documents: readonly RetailDocument[], kind: StagedRow["kind"]): string[] {
  return documents.filter(({ rows }) => rows.some((row) => row.kind === kind)).map(({ invoice }) => invoice);
}

function saleKey(invoice: string, sku: string, quantity: number, amount: number, at: number): string {
  return `${invoice} ${sku} ${quantity} ${amount} ${at}`;
}

/** A return has one time for all its lines, so theirs does not tell them apart. */
function returnLineKey(invoice: string, sku: string, quantity: number, amount: number): string {
  return `${invoice} ${sku} ${quantity} ${amount}`;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
