import { sql } from "kysely";
import { followShopReturn, releaseFromShopReturn, type ShopReturn } from "../../care/returns/requests/index.ts";
import { readShopReasons } from "../../care/returns/shop-reasons/index.ts";
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
  const codes = (news.lines ?? []).map(({ reason }) => reason);
  const reasonOf = await readShopReasons(tx, source, codes, clock.now());
  const lines = news.lines?.map(({ reference, reason, ...units }) => {
    const line = lineOf.get(reference);
    if (line === undefined) throw new Error(`names the line ${reference}, which the order ${news.order} does not have`);
    return { ...units, line, reason: reasonOf(reason) };
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
  /** The record says what has come so far: what was recorded before is taken off. */
  readonly inAll?: boolean;
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
  const told: unknown[] = [];
  for (const one of records) {
    const record = one as ReturnRecord;
    const arrival = record.type === "return" ? shopArrivals.find((each) => each.record === record.id) : undefined;
    const next = arrival ? await arrive({ tx, clock, source }, record, arrival) : record;
    if (next) told.push(next);
  }
  return told;
}

interface Taking {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly source: string;
}

async function arrive({ tx, clock, source }: Taking, record: ReturnRecord, { key, order, inAll }: ShopArrival) {
  const orderId = await findOrderOfShop(tx, source, order);
  if (orderId === undefined) return record;
  const news = inAll ? await whatIsNew(tx, source, record) : record;
  if (!news || (await isRecorded(tx, source, news.id))) return news;
  const lineOf = await linesByReference(tx, orderId);
  const lines = (news.lines ?? []).map((one) => ({ ...one, number: lineOf.get(one.line ?? "") }));
  const units = lines.flatMap(({ number, quantity }) => (number === undefined ? [] : [{ line: number, quantity }]));
  const reasons = await releaseFromShopReturn({ tx, clock }, { source, key, orderId }, units);
  return {
    ...news,
    lines: lines.map(({ number, ...line }) => {
      const reason = number === undefined ? undefined : reasons.get(number);
      return { ...line, ...(reason !== undefined && { reason }) };
    }),
  };
}

/** What of a return has come since it was last told, under an id that counts on; undefined where nothing has. */
async function whatIsNew(
  tx: Tx,
  source: string,
  { lines = [], ...record }: ReturnRecord,
): Promise<ReturnRecord | undefined> {
  const { rows } = await sql<{ key: string; reference: string | null; units: number }>`
    select r.key, n.reference, sum(l.quantity)::int as units
    from returns r join return_lines l on l.return_id = r.id
      left join order_line_references n on n.order_id = l.order_id and n.line = l.order_line
    where r.source = ${source} and (r.key = ${record.id} or starts_with(r.key, ${`${record.id}/`}))
    group by r.key, n.reference`.execute(tx.db);
  const before = (reference: string | undefined) =>
    rows.reduce((sum, row) => sum + (row.reference === (reference ?? null) ? row.units : 0), 0);
  const left = lines.flatMap((one) => {
    const quantity = one.quantity - before(one.line);
    return quantity > 0 ? [{ ...one, quantity }] : [];
  });
  const times = new Set(rows.map(({ key }) => key)).size;
  if (left.length === 0) return undefined;
  return { ...record, id: times === 0 ? record.id : `${record.id}/${times + 1}`, lines: left };
}

/**
 * Money of what came back on a return that was announced in the shop is told by the shop's refunds: as the money of any return with a request, it is
 * not given back elsewhere as well.
 */
export async function linkArrivals(tx: Tx, source: string, arrivals: readonly ShopArrival[] = []): Promise<void> {
  for (const { key, record } of arrivals)
    await sql`
      update returns r set request_id = (
        select request_id from shop_returns where source = ${source} and key = ${key} order by request_id desc limit 1)
      where r.source = ${source} and r.request_id is null
        and (r.key = ${record} or starts_with(r.key, ${`${record}/`}))`.execute(tx.db);
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
