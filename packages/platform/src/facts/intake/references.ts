import { sql } from "kysely";
import type { Batch } from "./batch.ts";
import type { FoundOrder } from "./find-orders.ts";

/**
 * Keeps what the shop calls its orders and their lines. Of orders that are known too: a shop can begin to tell it later. A line is
 * the one at its place in the record, as long as it is of the same article.
 */
export async function keepReferences(batch: Batch): Promise<void> {
  const rows = batch.entries().flatMap(({ record }) => {
    if (record.type !== "order") return [];
    const { id, reference, lines } = record;
    const named = lines.flatMap(({ sku, reference: of }, i) => (of === undefined ? [] : [{ sku, of, line: i + 1 }]));
    return reference === undefined && named.length === 0 ? [] : [{ id, reference, named }];
  });
  if (rows.length === 0) return;
  const { db } = batch.tx;
  await sql`
    insert into order_references (source, reference, order_id)
    select ${batch.source}, r.reference, o.id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id text, reference text)
      join orders o on o.source = ${batch.source} and o.key = r.id
    where r.reference is not null
    order by r.reference on conflict do nothing`.execute(db);
  const lines = rows.flatMap(({ id, named }) => named.map((one) => ({ id, ...one })));
  if (lines.length === 0) return;
  const known = await sql<NamedLine>`
    select o.id as "orderId", r."of", r.sku, r.line
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r (id text, sku text, "of" text, line int)
      join orders o on o.source = ${batch.source} and o.key = r.id`.execute(db);
  await keepLines(batch, known.rows);
}

interface NamedLine {
  readonly orderId: string;
  readonly line: number;
  readonly sku: string;
  /** What the shop calls it. */
  readonly of: string;
}

/** Keeps what the shop calls lines of orders; the first word on a name counts. */
export async function keepLines(batch: Batch, lines: readonly NamedLine[]): Promise<void> {
  if (lines.length === 0) return;
  await sql`
    insert into order_line_references (order_id, reference, line)
    select l.order_id, r."of", l.line
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r ("orderId" uuid, sku text, "of" text, line int)
      join order_lines l on l.order_id = r."orderId" and l.line = r.line and l.sku = r.sku
    order by l.order_id, r."of" on conflict do nothing`.execute(batch.tx.db);
}

interface NamingLines {
  readonly order?: string | undefined;
  readonly lines?: readonly { readonly line?: string | undefined }[] | undefined;
}

/** The numbers of the lines that records name by reference. */
export class NamedLines {
  readonly #lines: ReadonlyMap<string, number>;

  constructor(lines: ReadonlyMap<string, number>) {
    this.#lines = lines;
  }

  /** Undefined where none is named, or nobody knows it: then the stock code has to do. */
  lineOf(order: FoundOrder | undefined, reference: string | undefined): number | undefined {
    return order && reference !== undefined ? this.#lines.get(`${order.id} ${reference}`) : undefined;
  }
}

export async function findLines(
  batch: Batch,
  records: readonly NamingLines[],
  orders: ReadonlyMap<string, FoundOrder>,
): Promise<NamedLines> {
  const wanted = records.flatMap(({ order, lines = [] }) => {
    const found = order === undefined ? undefined : orders.get(order);
    return found ? lines.flatMap(({ line }) => (line === undefined ? [] : [{ id: found.id, line }])) : [];
  });
  if (wanted.length === 0) return new NamedLines(new Map());
  const { rows } = await sql<{ order_id: string; reference: string; line: number }>`
    select l.order_id, l.reference, l.line
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as r (id uuid, line text)
      join order_line_references l on l.order_id = r.id and l.reference = r.line`.execute(batch.tx.db);
  return new NamedLines(new Map(rows.map(({ order_id, reference, line }) => [`${order_id} ${reference}`, line])));
}
