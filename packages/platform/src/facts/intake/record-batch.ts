import type { Tx } from "../../foundation/events/index.ts";
import { refoldProfile } from "../profiles/index.ts";
import { keepErased } from "../shoppers/index.ts";
import { Batch, type IntakeOutcome } from "./batch.ts";
import { checkRecord, notYet } from "./check-record.ts";
import { setAsideKnown } from "./known-records.ts";
import type { IntakeRecord } from "./record.schema.ts";
import { recordAdjustments } from "./record-adjustments.ts";
import { recordCancellations } from "./record-cancellations.ts";
import { recordMerges } from "./record-merges.ts";
import { recordOrderLines } from "./record-order-lines.ts";
import { recordOrders } from "./record-orders.ts";
import { matchParcels, recordParcels } from "./record-parcels.ts";
import { recordPayments } from "./record-payments.ts";
import { recordProducts } from "./record-products.ts";
import { type MatchCount, recordReturns } from "./record-returns.ts";
import { recordShoppers } from "./record-shoppers.ts";
import { recordStock } from "./record-stock.ts";
import { recordStores, resolveStores } from "./record-stores.ts";
import { keepReferences } from "./references.ts";

export interface IntakeOptions {
  /** True for what happened long ago: profiles take it in, nothing is sent to anybody. */
  readonly history: boolean;
  /** Business time, for shoppers who became known without a time of their own. */
  readonly now: Date;
  /** What is said to have happened after this instant is rejected; the sender's clock may run ahead a little. */
  readonly latest?: Date;
}

export interface IntakeResult {
  /** One for each record, in the order in which they were given. */
  readonly outcomes: readonly IntakeOutcome[];
  readonly returnLines: MatchCount;
}

/**
 * Records a batch of up to some thousand records in a few statements, with the facts they stand for. Each record is
 * taken, known before (same source, type and id), or rejected alone with a reason; the order within the batch does not
 * matter, and the same batch twice, one after the other or at once, is recorded once.
 */
export async function recordBatch(
  tx: Tx,
  source: string,
  records: readonly IntakeRecord[],
  { history, now, latest }: IntakeOptions,
): Promise<IntakeResult> {
  const batch = new Batch(tx, source, records, now);
  for (const entry of batch.entries()) {
    const fault = checkRecord(entry.record) ?? (latest && notYet(entry.record, latest));
    if (fault) batch.reject(entry, fault.field, fault.reason);
  }
  batch.setAsideRepeated();
  await setAsideKnown(batch);
  await recordStores(batch);
  const stores = await resolveStores(batch);
  await recordProducts(batch);
  await recordStock(batch, stores);
  const shoppers = await recordShoppers(batch);
  const placed = await recordOrders(batch, shoppers, stores);
  await keepReferences(batch);
  await recordOrderLines(batch);
  await matchParcels(batch, placed, history);
  const grown = await recordMerges(batch);
  await recordPayments(batch);
  await recordParcels(batch, history);
  await recordAdjustments(batch, shoppers);
  const returnLines = await recordReturns(batch, shoppers, stores);
  await recordCancellations(batch);
  const events = batch.events();
  await (history ? tx.appendHistory(events) : tx.append(...events));
  for (const account of grown) await refoldProfile(tx, account);
  await keepErased(tx, grown);
  return { outcomes: batch.outcomes(), returnLines };
}
