import { sql } from "kysely";
import { copyRows } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { allocate } from "../../foundation/money/index.ts";
import { orderCancelled } from "../orders/index.ts";
import { consumePurchases, lockPurchases, type MatchedPart, type OpenPurchases } from "../returns/index.ts";
import type { Batch, Entry } from "./batch.ts";
import { type FoundOrder, findOrders } from "./find-orders.ts";
import { findLines, type NamedLines } from "./references.ts";

interface Wanted {
  readonly sku: string;
  readonly line: number | undefined;
  readonly quantity: number;
  readonly amount: bigint | undefined;
}

interface Part extends MatchedPart {
  readonly purchase: NonNullable<MatchedPart["purchase"]>;
  readonly given: bigint;
}

/**
 * Records units that were called off before they left, one record after the other. They undo their purchase as goods that come back do, so
 * that no unit is undone twice and the shares still sum to what was paid; but nothing has come back, and nobody is asked why.
 */
export async function recordCancellations(batch: Batch): Promise<void> {
  const orders = await findOrders(batch, batch.undecided("cancellation"));
  const entries = batch.undecided("cancellation");
  if (entries.length === 0) return;
  const named = await findLines(
    batch,
    entries.map(({ record }) => record),
    orders,
  );
  for (const entry of entries.toSorted((a, b) => a.record.at.getTime() - b.record.at.getTime())) {
    const order = orders.get(entry.record.order);
    const cancellationId = order && (await insert(batch, entry, order));
    if (!order || !cancellationId) {
      batch.know(entry);
      continue;
    }
    const parts = await takeUnits(batch, entry, order, named);
    if (parts.length > 0) await keep(batch, { entry, order, cancellationId, parts });
    else {
      // Nothing is left where the goods came back, or where all of the order was called off before.
      await batch.tx.db.deleteFrom("returns").where("id", "=", cancellationId).execute();
      batch.know(entry);
    }
  }
}

/** @returns its id; undefined where it is known. Amount and units follow when it is known what is left to call off. */
async function insert(batch: Batch, { record: { id, at } }: Entry<"cancellation">, order: FoundOrder) {
  const { shopperId, currency, channel } = order;
  const inserted = await batch.tx.db
    .insertInto("returns")
    .values({
      ...{
        id: newId<"ret">(),
        shopper_id: shopperId,
        source: batch.source,
        key: `cancellation/${id}`,
        returned_at: at,
      },
      ...{ channel, store_id: null, currency, amount: 0n, units: 0, cancelled: true },
    })
    .onConflict((conflict) => conflict.columns(["source", "key"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted?.id;
}

async function takeUnits(
  batch: Batch,
  { record }: Entry<"cancellation">,
  order: FoundOrder,
  named: NamedLines,
): Promise<Part[]> {
  const wanted = record.lines?.map(({ sku, line, quantity, amount }): Wanted => {
    return { sku, line: named.lineOf(order, line), quantity, amount };
  });
  const all = wanted ?? (await allOf(batch, order));
  const places = all.map(({ sku }) => ({ shopperId: order.shopperId, sku, orderId: order.id }));
  const purchases = await lockPurchases(batch.tx, places);
  const parts = all.flatMap((one) => partsOf(purchases, one, order));
  await consumePurchases(batch.tx, purchases);
  return parts;
}

async function allOf(batch: Batch, { id }: FoundOrder): Promise<Wanted[]> {
  const rows = await batch.tx.db
    .selectFrom("order_lines")
    .select(["line", "sku", "quantity"])
    .where("order_id", "=", id)
    .orderBy("line")
    .execute();
  return rows.map((row) => ({ ...row, amount: undefined }));
}

/** What is left of what is wanted, each part with its share of what was paid, and with what was given back for it. */
function partsOf(purchases: OpenPurchases, { sku, line, quantity, amount }: Wanted, order: FoundOrder): Part[] {
  const { id: orderId, shopperId, currency, placedAt: at } = order;
  const goods = {
    ...{ shopperId, sku, currency, at, orderId, quantity },
    ...(line !== undefined && { line }),
  };
  const left = Math.min(quantity, purchases.available(goods));
  if (left === 0) return [];
  const parts = purchases.take({ ...goods, quantity: left });
  const units = parts.map((part) => BigInt(part.quantity));
  const given = allocate(amount ?? 0n, units);
  return parts.flatMap(({ purchase, ...part }, i) => (purchase ? [{ ...part, purchase, given: given[i] ?? 0n }] : []));
}

const columns = [
  ...["return_id", "line", "shopper_id", "sku", "title", "category", "quantity", "amount", "reason", "record_line"],
  ...["order_id", "order_line"],
];

interface Cancelling {
  readonly entry: Entry<"cancellation">;
  readonly order: FoundOrder;
  readonly cancellationId: string;
  readonly parts: readonly Part[];
}

async function keep(batch: Batch, { entry, order, cancellationId, parts }: Cancelling): Promise<void> {
  const { tx } = batch;
  const { id: orderId, shopperId, currency } = order;
  const { at, id } = entry.record;
  await tx.db
    .updateTable("returns")
    .set({
      amount: parts.reduce((sum, { given }) => sum + given, 0n),
      units: parts.reduce((sum, { quantity }) => sum + quantity, 0),
    })
    .where("id", "=", cancellationId)
    .execute();
  const rows = parts.map(({ purchase: { line, sku, category = null }, quantity, given }, i) => [
    ...[cancellationId, i + 1, shopperId, sku, null, category, quantity, given, null, i + 1, orderId, line],
  ]);
  await copyRows(tx, "return_lines", columns, rows);
  const taken = parts.map(({ purchase: { line }, quantity }) => ({ line, quantity }));
  await sql`
    update order_lines l set cancelled_quantity = l.cancelled_quantity + t.quantity
    from (select line, sum(quantity)::int as quantity
      from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as r (line int, quantity int) group by line) t
    where l.order_id = ${orderId} and l.line = t.line`.execute(tx.db);
  const left = await tx.db
    .selectFrom("order_lines")
    .select("line")
    .where("order_id", "=", orderId)
    .whereRef("returned_quantity", "<", "quantity")
    .limit(1)
    .executeTakeFirst();
  batch.take(
    entry,
    orderCancelled({
      subject: shopperId,
      at,
      data: {
        ...{ orderId, shopperId, currency, nothingLeft: left === undefined },
        lines: parts.map(({ purchase: { line, sku, category }, quantity, share }) => ({
          ...{ line, sku, quantity, paid: share },
          ...(category !== undefined && { category }),
        })),
      },
      origin: batch.origin("cancellation", id),
    }),
  );
}
