import { followShopReturn, releaseFromShopReturn, type ShopReturn } from "../../care/returns/requests/index.ts";
import { readReason } from "../../facts/returns/reasons/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { findOrderOfShop, orderOfShop } from "./order-of-shop.ts";

/** What a shop's own system says of a return that was announced there, as it says it. */
export interface ShopReturnNews extends Pick<ShopReturn, "key" | "says" | "because"> {
  /** Number or reference. */
  readonly order: string;
  readonly lines?: readonly {
    /** What the shop calls the line of the order. */
    readonly reference: string;
    readonly quantity: number;
    /** The shop's own code. */
    readonly reason: string;
    readonly detail?: string | undefined;
  }[];
}

/**
 * @returns whether it was news
 * @throws where its order is not known yet, or nothing was heard yet of the return itself: it waits for them
 */
export async function takeShopReturn(tx: Tx, clock: Clock, source: string, news: ShopReturnNews): Promise<boolean> {
  const { id: orderId } = await orderOfShop(tx, source, news.order);
  const lineOf = await linesByReference(tx, orderId);
  const lines = news.lines?.map(({ reference, reason, ...units }) => {
    const line = lineOf.get(reference);
    if (line === undefined) throw new Error(`names the line ${reference}, which the order ${news.order} does not have`);
    return { ...units, line, reason: readReason(reason) };
  });
  const { key, says, because } = news;
  const isNews = await followShopReturn({ tx, clock }, { source, orderId, key, says, because, lines });
  if (isNews === undefined) throw new Error(`names the return ${key}, of which nothing was heard yet`);
  return isNews;
}

/** Goods that came back on a return that was announced in the shop. */
export interface ShopArrival {
  /** The shop's identifier of the return. */
  readonly key: string;
  readonly order: string;
  /** The id of the record that says that they came back. */
  readonly record: string;
}

interface ReturnRecord {
  readonly type: string;
  readonly id: string;
  readonly lines?: readonly { readonly line?: string; readonly quantity: number }[];
}

/**
 * What came back on returns that were announced in the shop is not awaited any more; its records say why it came back, as it had been announced.
 * @returns the records, to be taken next
 */
export async function withArrivals(
  tx: Tx,
  clock: Clock,
  source: string,
  {
    records = [],
    shopArrivals = [],
  }: { readonly records?: readonly unknown[]; readonly shopArrivals?: readonly ShopArrival[] },
): Promise<readonly unknown[]> {
  if (shopArrivals.length === 0) return records;
  const told = [...records];
  for (const { key, order, record: id } of shopArrivals) {
    const place = told.findIndex((one) => (one as ReturnRecord).type === "return" && (one as ReturnRecord).id === id);
    const record = told[place] as ReturnRecord | undefined;
    const orderId = await findOrderOfShop(tx, source, order);
    if (!record || orderId === undefined || (await isRecorded(tx, source, id))) continue;
    const lineOf = await linesByReference(tx, orderId);
    const lines = (record.lines ?? []).map((one) => ({ ...one, number: lineOf.get(one.line ?? "") }));
    const units = lines.flatMap(({ number, quantity }) => (number === undefined ? [] : [{ line: number, quantity }]));
    const reasons = await releaseFromShopReturn({ tx, clock }, { source, key, orderId }, units);
    told[place] = {
      ...record,
      lines: lines.map(({ number, ...line }) => {
        const reason = number === undefined ? undefined : reasons.get(number);
        return { ...line, ...(reason !== undefined && { reason }) };
      }),
    };
  }
  return told;
}

async function isRecorded(tx: Tx, source: string, key: string): Promise<boolean> {
  const query = tx.db.selectFrom("returns").select("id").where("source", "=", source).where("key", "=", key);
  return (await query.executeTakeFirst()) !== undefined;
}

async function linesByReference(tx: Tx, orderId: string): Promise<ReadonlyMap<string, number>> {
  const query = tx.db.selectFrom("order_line_references").select(["reference", "line"]);
  const rows = await query.where("order_id", "=", orderId).execute();
  return new Map(rows.map(({ reference, line }) => [reference, line]));
}
