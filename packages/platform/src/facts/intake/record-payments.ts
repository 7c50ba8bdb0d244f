import { sql } from "kysely";
import { newId } from "../../foundation/ids/index.ts";
import { paymentCaptured } from "../payments/index.ts";
import type { Batch } from "./batch.ts";
import { findOrders } from "./find-orders.ts";

/** Records payments, in the currency of their order. */
export async function recordPayments(batch: Batch): Promise<void> {
  const orders = await findOrders(batch, batch.undecided("payment"));
  const payments = batch.undecided("payment").flatMap((entry) => {
    const order = orders.get(entry.record.order);
    return order ? [{ entry, order, paymentId: newId<"pay">() }] : [];
  });
  if (payments.length === 0) return;
  const rows = payments.map(({ entry: { record }, order, paymentId }) => ({
    id: paymentId,
    order: order.id,
    shopper: order.shopperId,
    key: record.id,
    at: record.at,
    method: record.method,
    amount: Number(record.amount),
    currency: order.currency,
    reference: record.reference,
  }));
  const inserted = await sql<{ id: string }>`
    insert into payments (id, order_id, shopper_id, source, key, paid_at, method, amount, currency, reference)
    select id, "order", shopper, ${batch.source}, key, at, method, amount, currency, reference
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "order" uuid, shopper uuid, key text,
      at timestamptz, method text, amount bigint, currency text, reference text)
    order by key on conflict (source, key) do nothing returning id`.execute(batch.tx.db);
  const taken = new Set(inserted.rows.map((row) => row.id));
  for (const { entry, order, paymentId } of payments) {
    const { id, at, method, amount } = entry.record;
    const { id: orderId, shopperId, currency } = order;
    if (!taken.has(paymentId)) batch.know(entry);
    else
      batch.take(
        entry,
        paymentCaptured({
          subject: shopperId,
          at,
          data: { paymentId, orderId, shopperId, method, amount, currency },
          origin: batch.origin("payment", id),
        }),
      );
  }
}
