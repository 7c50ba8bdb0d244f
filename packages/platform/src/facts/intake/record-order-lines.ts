import { sql } from "kysely";
import { nameVariants } from "../catalogue/index.ts";
import { orderLinesAdded } from "../orders/index.ts";
import type { Batch } from "./batch.ts";
import { findOrders } from "./find-orders.ts";
import { copyLines, paidFor, placedLines } from "./record-orders.ts";
import { findLines, keepLines } from "./references.ts";

/** Adds further lines to orders that are recorded. */
export async function recordOrderLines(batch: Batch): Promise<void> {
  const orders = await findOrders(batch, batch.undecided("order-lines"));
  const entries = batch.undecided("order-lines");
  if (entries.length === 0) return;
  const { db } = batch.tx;
  const ids = [...new Set([...orders.values()].map((order) => order.id))];
  // The order's row is the lock: whoever comes second sees the first one's fact and line numbers.
  await sql`select from orders where id = any(${ids}::uuid[]) order by id for update`.execute(db);
  const known = await knownRecords(
    batch,
    entries.map(({ record }) => record.id),
  );
  const last = await sql<{ order_id: string; line: number }>`
    select order_id, max(line) as line from order_lines where order_id = any(${ids}::uuid[]) group by order_id`.execute(
    db,
  );
  const lastLine = new Map(last.rows.map((row) => [row.order_id, row.line]));
  const mentioned = entries.flatMap(({ record }) => record.lines);
  const categories = await nameVariants(batch.tx, batch.source, mentioned);
  const named = await findLines(
    batch,
    entries.map(({ record: { order, lines } }) => ({
      order,
      lines: lines.map(({ reference }) => ({ line: reference })),
    })),
    orders,
  );
  const added = entries.flatMap((entry) => {
    const { record } = entry;
    const order = orders.get(record.order);
    // Shops tell all lines of an order again and again: those that it has are known.
    const isThere = record.lines.every(({ reference }) => named.lineOf(order, reference) !== undefined);
    if (!order || isThere || known.has(record.id)) {
      batch.know(entry);
      return [];
    }
    const from = (lastLine.get(order.id) ?? 0) + 1;
    lastLine.set(order.id, from + record.lines.length - 1);
    const lines = placedLines(record.lines, categories, 0n, from);
    const { id: orderId, shopperId, channel, currency } = order;
    const fact = orderLinesAdded({
      subject: shopperId,
      at: record.at,
      data: { orderId, shopperId, channel, currency, lines },
      origin: batch.origin("order-lines", record.id),
    });
    batch.take(entry, fact);
    return [{ orderId, shopperId, at: record.at, lines, sold: record.lines }];
  });
  if (added.length === 0) return;
  await copyLines(batch, added);
  const names = added.flatMap(({ orderId, lines, sold }) =>
    lines.flatMap(({ line, sku }, i) => {
      const of = sold[i]?.reference;
      return of === undefined ? [] : [{ orderId, line, sku, of }];
    }),
  );
  await keepLines(batch, names);
  const more = added.map(({ orderId, lines }) => ({ orderId, paid: Number(paidFor(lines)) }));
  await sql`
    update orders o set total = o.total + m.paid
    from (select "orderId", sum(paid) as paid from jsonb_to_recordset(${JSON.stringify(more)}::jsonb) as r
      ("orderId" uuid, paid bigint) group by "orderId") m
    where o.id = m."orderId"`.execute(db);
}

/** These records have no row of their own: the fact that each left behind says that it is known. */
async function knownRecords(batch: Batch, ids: readonly string[]): Promise<Set<string>> {
  const origins = new Map(ids.map((id) => [batch.origin("order-lines", id).key, id]));
  const { rows } = await sql<{ source_key: string }>`
    select source_key from events
    where source = ${batch.source} and source_key = any(${[...origins.keys()]})`.execute(batch.tx.db);
  return new Set(rows.map((row) => origins.get(row.source_key) ?? ""));
}
