import { sql } from "kysely";
import { type CopyRow, copyRows } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { allocate } from "../../foundation/money/index.ts";
import { nameVariants } from "../catalogue/index.ts";
import type { IdOf, OrderId, ReturnId, ShopperId, StoreId } from "../identifiers/index.ts";
import {
  consumePurchases,
  lockPurchases,
  type MatchedPart,
  type OpenPurchases,
  type ReturnedGoods,
  returnRecorded,
} from "../returns/index.ts";
import type { Batch, Entry, RecordOf } from "./batch.ts";
import { type FoundOrder, findOrders } from "./find-orders.ts";
import type { Shoppers } from "./record-shoppers.ts";
import { findLines } from "./references.ts";

/** How the recorded return lines, as the sender counts them, found their purchases. */
export interface MatchCount {
  readonly lines: number;
  /** Wholly or in part. */
  readonly matched: number;
  /** Of these, over several purchases or only in part. */
  readonly split: number;
}

interface Returning {
  readonly entry: Entry<"return">;
  readonly returnId: IdOf<typeof ReturnId>;
  readonly shopperId: IdOf<typeof ShopperId>;
  readonly storeId: IdOf<typeof StoreId> | undefined;
  readonly order: FoundOrder | undefined;
  /** Of the order, for each line of the record; undefined where any with its stock code will do. */
  readonly orderLines: readonly (number | undefined)[];
}

/** One line as it is recorded: a line of the record, or the part of it that undoes one purchase. */
interface ReturnPart extends Omit<MatchedPart, "share"> {
  readonly recordLine: number;
  readonly amount: bigint;
}

/** Records returns in the order in which they happened, each line matched to the purchases it undoes. */
export async function recordReturns(
  batch: Batch,
  shoppers: Shoppers,
  stores: ReadonlyMap<string, string>,
): Promise<MatchCount> {
  const orders = await findOrders(batch, batch.undecided("return"));
  const named = await findLines(
    batch,
    batch.undecided("return").map(({ record }) => record),
    orders,
  );
  const returnings = batch
    .undecided("return")
    .toSorted((a, b) => a.record.at.getTime() - b.record.at.getTime())
    .map((entry): Returning => {
      const { id, shopper, store } = entry.record;
      const order = entry.record.order === undefined ? undefined : orders.get(entry.record.order);
      const buyer = order ? order.shopperId : undefined;
      return {
        entry,
        returnId: newId(),
        shopperId: shopper === undefined ? (buyer ?? shoppers.ofDocument("return", id)) : shoppers.byKey(shopper),
        storeId: store === undefined ? undefined : (stores.get(store) as IdOf<typeof StoreId> | undefined),
        order,
        orderLines: entry.record.lines.map(({ line }) => named.lineOf(order, line)),
      };
    });
  if (returnings.length === 0) return { lines: 0, matched: 0, split: 0 };
  const inserted = await insertReturns(batch, returnings);
  const news: Returning[] = [];
  for (const returning of returnings) {
    if (inserted.has(returning.returnId)) news.push(returning);
    else batch.know(returning.entry);
  }
  return recordLines(batch, news);
}

async function recordLines(batch: Batch, returnings: readonly Returning[]): Promise<MatchCount> {
  const categories = await nameVariants(
    batch.tx,
    batch.source,
    returnings.flatMap(({ entry }) => entry.record.lines),
  );
  const purchases = await lockPurchases(batch.tx, returnings.flatMap(goodsOf));
  const refused: Returning[] = [];
  const recorded: { returning: Returning; parts: ReturnPart[] }[] = [];
  for (const returning of returnings) {
    const fault = exceeds(returning, purchases);
    if (fault) {
      batch.reject(returning.entry, fault.field, fault.reason);
      refused.push(returning);
    } else recorded.push({ returning, parts: goodsOf(returning).flatMap(partsOf(returning, purchases)) });
  }
  await consumePurchases(batch.tx, purchases);
  await finishReturns(batch, refused, recorded);
  await copyRows(batch.tx, "return_lines", columns, lineRows(recorded, categories));
  for (const { returning, parts } of recorded)
    batch.take(returning.entry, returnFact(batch, returning, parts, categories));
  return countMatches(recorded.map(({ parts }) => parts));
}

function goodsOf({ entry: { record }, shopperId, order, orderLines }: Returning): ReturnedGoods[] {
  const { currency, at } = record;
  return record.lines.map(({ sku, quantity }, i) => {
    const line = orderLines[i];
    return {
      ...{ shopperId, sku, currency, at, quantity },
      ...(order && { orderId: order.id }),
      ...(line !== undefined && { line }),
    };
  });
}

/** A return that names its order can bring back no more than is left of it. */
function exceeds({ entry: { record }, order, ...rest }: Returning, purchases: OpenPurchases) {
  if (!order) return undefined;
  if (order.currency !== record.currency)
    return { field: "currency", reason: `is not ${order.currency}, the order's; send amounts in that` };
  if (record.at < order.placedAt)
    return { field: "at", reason: "lies before the order was placed; correct it, or leave out the order" };
  const wanted = new Map<string, number>();
  for (const [i, goods] of goodsOf({ entry: { index: 0, record }, order, ...rest }).entries()) {
    const place = `${goods.line ?? ""} ${goods.sku}`;
    const quantity = (wanted.get(place) ?? 0) + goods.quantity;
    wanted.set(place, quantity);
    const left = purchases.available(goods);
    if (quantity > left)
      return {
        field: `lines/${i}/quantity`,
        reason: `is ${quantity} of ${goods.sku} in all, of which the order ${record.order} has ${left} left to return; correct it, or leave out the order if the goods came from another`,
      };
  }
  return undefined;
}

/** Parts of one line share its amount by quantity, exactly; without one each is worth its share of what was paid. */
function partsOf({ entry }: Returning, purchases: OpenPurchases) {
  return (goods: ReturnedGoods, index: number): ReturnPart[] => {
    const amount = entry.record.lines[index]?.amount;
    const parts = purchases.take(goods);
    const quantities = parts.map((part) => BigInt(part.quantity));
    const amounts = amount === undefined ? parts.map((part) => part.share) : allocate(amount, quantities);
    return parts.map(({ quantity, purchase }, i) => {
      return { quantity, ...(purchase && { purchase }), recordLine: index + 1, amount: amounts[i] ?? 0n };
    });
  };
}

/** @returns the returns that were not known */
async function insertReturns(batch: Batch, returnings: readonly Returning[]): Promise<Set<string>> {
  const rows = returnings.map(({ entry: { record }, returnId, shopperId, storeId }) => ({
    id: returnId,
    shopper: shopperId,
    key: record.id,
    at: record.at,
    channel: record.channel,
    store: storeId,
    currency: record.currency,
    units: record.lines.reduce((sum, line) => sum + line.quantity, 0),
  }));
  // The amount is known when the lines have met their purchases, which must not be locked for a return that is known.
  const inserted = await sql<{ id: string }>`
    insert into returns (id, shopper_id, source, key, returned_at, channel, store_id, currency, amount, units)
    select id, shopper, ${batch.source}, key, at, channel, store, currency, 0, units
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, shopper uuid, key text, at timestamptz,
      channel text, store uuid, currency text, units int)
    order by key on conflict (source, key) do nothing returning id`.execute(batch.tx.db);
  return new Set(inserted.rows.map((row) => row.id));
}

async function finishReturns(
  batch: Batch,
  refused: readonly Returning[],
  recorded: readonly { returning: Returning; parts: readonly ReturnPart[] }[],
): Promise<void> {
  const ids = refused.map(({ returnId }) => returnId);
  if (ids.length > 0) await sql`delete from returns where id = any(${ids}::uuid[])`.execute(batch.tx.db);
  const amounts = recorded.map(({ returning, parts }) => ({ id: returning.returnId, amount: Number(amountOf(parts)) }));
  await sql`
    update returns set amount = r.amount
    from jsonb_to_recordset(${JSON.stringify(amounts)}::jsonb) as r (id uuid, amount bigint)
    where returns.id = r.id`.execute(batch.tx.db);
}

function amountOf(parts: readonly ReturnPart[]): bigint {
  return parts.reduce((sum, part) => sum + part.amount, 0n);
}

const columns = [
  ...["return_id", "line", "shopper_id", "sku", "title", "category", "quantity", "amount", "reason", "record_line"],
  ...["order_id", "order_line"],
];

function* lineRows(
  recorded: readonly { returning: Returning; parts: readonly ReturnPart[] }[],
  categories: ReadonlyMap<string, string>,
): Generator<CopyRow> {
  for (const { returning, parts } of recorded) {
    const { entry, returnId, shopperId } = returning;
    for (const [index, part] of parts.entries()) {
      const { sku, title = null, reason = null } = lineOf(entry.record, part);
      const category = part.purchase?.category ?? categories.get(sku) ?? null;
      const { quantity, amount, recordLine, purchase } = part;
      const undone = [purchase?.orderId ?? null, purchase?.line ?? null];
      yield [returnId, index + 1, shopperId, sku, title, category, quantity, amount, reason, recordLine, ...undone];
    }
  }
}

function lineOf(record: RecordOf<"return">, part: ReturnPart): RecordOf<"return">["lines"][number] {
  const line = record.lines[part.recordLine - 1];
  if (!line) throw new RangeError(`a return of ${record.lines.length} lines has no line ${part.recordLine}`);
  return line;
}

function returnFact(
  batch: Batch,
  { entry: { record }, returnId, shopperId, storeId }: Returning,
  parts: readonly ReturnPart[],
  categories: ReadonlyMap<string, string>,
) {
  const lines = parts.map((part) => {
    const { sku, reason } = lineOf(record, part);
    const { quantity, amount, purchase } = part;
    const category = purchase?.category ?? categories.get(sku);
    return {
      sku,
      ...(category !== undefined && { category }),
      quantity,
      amount,
      ...(reason !== undefined && { reason }),
      ...(purchase && { orderId: purchase.orderId as IdOf<typeof OrderId>, orderLine: purchase.line }),
    };
  });
  return returnRecorded({
    subject: shopperId,
    at: record.at,
    data: {
      returnId,
      shopperId,
      number: record.id,
      channel: record.channel,
      ...(storeId !== undefined && { storeId }),
      currency: record.currency,
      lines,
    },
    origin: batch.origin("return", record.id),
  });
}

function countMatches(returns: readonly (readonly ReturnPart[])[]): MatchCount {
  const lines = returns.flatMap((parts) => [...Map.groupBy(parts, (part) => part.recordLine).values()]);
  const matched = lines.filter((parts) => parts.some((part) => part.purchase));
  return { lines: lines.length, matched: matched.length, split: matched.filter((parts) => parts.length > 1).length };
}
