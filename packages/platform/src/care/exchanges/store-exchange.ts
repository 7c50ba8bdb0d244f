import { lockLines } from "../../facts/orders/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { Exchange, ExchangeLine } from "./exchange-tables.ts";

/**
 * An exchange, locked until the transaction ends, after the lines of its order: its value may be taken up next, and everybody takes those first.
 * @throws not-found (404)
 */
export async function lockExchange(tx: DatabaseTx, id: string): Promise<Exchange> {
  const known = await tx.db.selectFrom("exchanges").select("order_id").where("id", "=", id).executeTakeFirst();
  if (!known) throw notFound({ field: "exchangeId" });
  await lockLines(tx, known.order_id);
  return tx.db.selectFrom("exchanges").selectAll().where("id", "=", id).forUpdate().executeTakeFirstOrThrow();
}

/** The exchange of a return request that was not called off, locked likewise. */
export async function lockLiveExchange(tx: DatabaseTx, returnRequestId: string): Promise<Exchange | undefined> {
  const live = tx.db
    .selectFrom("exchanges")
    .where("return_request_id", "=", returnRequestId)
    .where("state", "not in", ["cancelled", "expired"]);
  const known = await live.select("order_id").executeTakeFirst();
  if (!known) return undefined;
  await lockLines(tx, known.order_id);
  return live.selectAll().forUpdate().executeTakeFirst();
}

/**
 * Locks the lines of a return's order, as everybody does first who changes what comes back of it: whoever chooses other goods and whoever takes the money
 * see each other.
 * @throws not-found (404)
 */
export async function lockReturn(tx: DatabaseTx, returnRequestId: string): Promise<void> {
  const query = tx.db.selectFrom("return_requests").select("order_id").where("id", "=", returnRequestId);
  const row = await query.executeTakeFirst();
  if (!row) throw notFound({ field: "returnRequestId" });
  await lockLines(tx, row.order_id);
}

export async function changeExchange(tx: DatabaseTx, exchange: Exchange, change: Partial<Exchange>): Promise<Exchange> {
  await tx.db.updateTable("exchanges").set(change).where("id", "=", exchange.id).execute();
  return { ...exchange, ...change };
}

export async function linesOf(tx: DatabaseTx, exchangeIds: readonly string[]): Promise<ExchangeLine[]> {
  if (exchangeIds.length === 0) return [];
  const query = tx.db
    .selectFrom("exchange_lines")
    .selectAll()
    .where("exchange_id", "in", [...exchangeIds]);
  return query.orderBy("exchange_id").orderBy("place").execute();
}

/** Under what names things are kept, paid and held for an exchange. */
export function purposesOf(id: string) {
  const stock = `exchange/${toWire("exc", id as Id<"exc">)}`;
  return { stock, difference: `${stock}/difference`, deposit: `${stock}/deposit` };
}

/**
 * As much as goes without the goods, minor units: of what is dearer the rest is paid, of what is cheaper no more is at stake than it costs.
 */
export function depositOf({ value, price }: Pick<Exchange, "value" | "price">): bigint {
  return price < value ? price : value;
}

/** The identifier in such a name; undefined for anything else's. */
export function exchangeOfPurpose(purpose: string): string | undefined {
  return /^exchange\/(exc_[0-9a-z]+)(?:\/|$)/.exec(purpose)?.[1];
}

/** What every fact about an exchange says. */
export function identityOf({ id, return_request_id, order_id, shopper_id }: Exchange) {
  return {
    ...{ exchangeId: id as Id<"exc">, returnRequestId: return_request_id as Id<"rrq"> },
    ...{ orderId: order_id as Id<"ord">, shopperId: shopper_id as Id<"shp"> },
  };
}
