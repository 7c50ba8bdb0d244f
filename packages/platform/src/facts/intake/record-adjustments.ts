import { sql } from "kysely";
import { newId } from "../../foundation/ids/index.ts";
import { adjustmentRecorded } from "../adjustments/index.ts";
import type { Batch } from "./batch.ts";
import type { Shoppers } from "./record-shoppers.ts";

/** Records postage, fees, discounts, bad debt and stock corrections. */
export async function recordAdjustments(batch: Batch, shoppers: Shoppers): Promise<void> {
  const adjustments = batch.undecided("adjustment").map((entry) => ({
    entry,
    adjustmentId: newId<"adj">(),
    shopperId: entry.record.shopper === undefined ? undefined : shoppers.byKey(entry.record.shopper),
  }));
  if (adjustments.length === 0) return;
  const rows = adjustments.map(({ entry: { record }, adjustmentId, shopperId }) => ({
    ...record,
    id: adjustmentId,
    key: record.id,
    shopper: shopperId,
    amount: Number(record.amount),
  }));
  const inserted = await sql<{ id: string }>`
    insert into adjustments (id, shopper_id, source, key, at, kind, code, description, document, quantity, amount,
      currency)
    select id, shopper, ${batch.source}, key, at, kind, code, description, document, quantity, amount, currency
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, shopper uuid, key text, at timestamptz,
      kind text, code text, description text, document text, quantity int, amount bigint, currency text)
    order by key on conflict (source, key) do nothing returning id`.execute(batch.tx.db);
  const taken = new Set(inserted.rows.map((row) => row.id));
  for (const { entry, adjustmentId, shopperId } of adjustments) {
    const { id, at, kind, code, quantity, amount, currency } = entry.record;
    if (!taken.has(adjustmentId)) batch.know(entry);
    else
      batch.take(
        entry,
        adjustmentRecorded({
          subject: shopperId ?? adjustmentId,
          at,
          data: { adjustmentId, ...(shopperId && { shopperId }), kind, code, quantity, amount, currency },
          origin: batch.origin("adjustment", id),
        }),
      );
  }
}
