import { exchangeCompleted, exchangeConfirmed, exchangeShipRequested } from "../../facts/exchanges/index.ts";
import { keepReserved } from "../../facts/stock/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { callOffCollection, collectionFor } from "../../means/collecting/index.ts";
import { writeRequest } from "../requests/index.ts";
import { awaitGoods } from "./await-goods.ts";
import { endExchange } from "./end-exchange.ts";
import { exchangeProcess } from "./exchange.ts";
import type { Exchange } from "./exchange-tables.ts";
import { missingGoods } from "./missing-goods.ts";
import { changeExchange, identityOf, linesOf, purposesOf } from "./store-exchange.ts";
import { isAllDue, refundsOfExchange, settleUsed, takeUp } from "./use-value.ts";

interface Proceeding {
  readonly tx: Tx;
  readonly clock: Clock;
}

const dayMs = 86_400_000;
/** How long what is to be sent is kept: until the goods for it are back, as long as announced goods are awaited and a week more. */
const keptDays = 42;

/**
 * Takes an exchange as far as it can go, whatever has just happened to it: confirmed when nothing has to be paid, asked of the shop when it may be
 * sent, its value taken up when it is due, and over when nothing of it is under way. Each step is taken once, so that hearing of the same thing twice
 * changes nothing.
 * @param exchange locked, in the transaction of what happened
 */
export async function proceed(context: Proceeding, exchange: Exchange): Promise<Exchange> {
  const confirmed = await confirm(context, exchange);
  const valued = await takeUp(context, confirmed);
  // Goods that have left are gone; those that the shop was not asked for yet stay.
  const isStillHere = confirmed.state === "confirmed" && confirmed.asked_at === null;
  if (valued === "value-gone" && isStillHere) {
    return endExchange(context, confirmed, { command: "cancel", because: "value-gone" });
  }
  const asked = await askShop(context, valued === "value-gone" ? confirmed : valued);
  await followDeposit(context, asked);
  await settleUsed(context, asked);
  return resolve(context, asked);
}

async function confirm({ tx, clock }: Proceeding, exchange: Exchange): Promise<Exchange> {
  if (exchange.state !== "reserved" && exchange.state !== "awaiting-payment") return exchange;
  const purposes = purposesOf(exchange.id);
  const payment = await collectionFor(tx, purposes.difference);
  const deposit = await collectionFor(tx, purposes.deposit);
  if ((payment && payment.state !== "paid") || (deposit && deposit.state !== "held")) return exchange;
  const at = clock.now();
  const kept = await keepReserved(tx, clock, purposes.stock, new Date(at.getTime() + keptDays * dayMs));
  // What was kept has run out a moment ago, and whoever hears of that ends it.
  if (!kept) return exchange;
  const goodsBy = exchange.is_instant ? await awaitGoods({ tx, clock }, exchange, deposit?.lapsesAt) : null;
  const changed = await changeExchange(tx, exchange, {
    ...{ state: exchangeProcess.next(exchange.state, "confirm"), confirmed_at: at, goods_by: goodsBy },
  });
  const data = { ...identityOf(exchange), ...(goodsBy !== null && { goodsBy }) };
  await tx.append(exchangeConfirmed({ subject: exchange.shopper_id, at, data }));
  return changed;
}

/** In advance against a deposit; else once what goes back is due, which is when its money would have been paid. */
async function askShop({ tx, clock }: Proceeding, exchange: Exchange): Promise<Exchange> {
  if (exchange.state !== "confirmed" || exchange.asked_at !== null) return exchange;
  if (!exchange.is_instant && !(await isAllDue(tx, exchange))) return exchange;
  const at = clock.now();
  const of = identityOf(exchange);
  const lines = (await linesOf(tx, [exchange.id])).map(({ order_line: line, sku, quantity }) => ({
    ...{ line, sku, quantity },
  }));
  const { exchangeId, orderId, shopperId } = of;
  const asked = { of: { exchangeId }, orderId, shopperId, kind: "exchange" as const, lines, at };
  const requestId = await writeRequest(tx, asked);
  if (requestId !== undefined) {
    await tx.append(exchangeShipRequested({ subject: shopperId, at, data: { ...of, requestId, lines } }));
  }
  return changeExchange(tx, exchange, { asked_at: at });
}

/** Goods that are back need no deposit; what of one was kept for them meanwhile is given back. */
async function followDeposit({ tx, clock }: Proceeding, exchange: Exchange): Promise<void> {
  const isLive = exchange.state === "confirmed" || exchange.state === "shipped" || exchange.state === "completed";
  if (!exchange.is_instant || !isLive) return;
  const { atStake } = await missingGoods(tx, exchange);
  await callOffCollection(tx, clock, purposesOf(exchange.id).deposit, atStake);
}

/** Over is only what is over on every side: a customer who reads it need not wait for anything any more. */
async function resolve({ tx, clock }: Proceeding, exchange: Exchange): Promise<Exchange> {
  if (exchange.state !== "shipped" || !(await isOver(tx, exchange))) return exchange;
  const at = clock.now();
  const state = exchangeProcess.next(exchange.state, "complete");
  const changed = await changeExchange(tx, exchange, { state, ended_at: at });
  const data = { ...identityOf(exchange), goodsCameBack: exchange.received_at !== null };
  await tx.append(exchangeCompleted({ subject: exchange.shopper_id, at, data }));
  return changed;
}

async function isOver(tx: Tx, exchange: Exchange): Promise<boolean> {
  const purposes = purposesOf(exchange.id);
  const payment = await collectionFor(tx, purposes.difference);
  const deposit = await collectionFor(tx, purposes.deposit);
  if (payment && payment.state !== "paid") return false;
  if (deposit && deposit.endedAt === undefined) return false;
  const isAwaited = exchange.overdue_at === null && exchange.given_up_at === null && deposit?.state !== "captured";
  if (isAwaited && !(await isAllDue(tx, exchange))) return false;
  const refunds = await refundsOfExchange(tx, exchange);
  if (refunds.length === 0) return true;
  const open = await tx.db
    .selectFrom("refunds")
    .select("id")
    .where("id", "in", refunds)
    .where("settled_at", "is", null)
    .where("cancelled_at", "is", null)
    .executeTakeFirst();
  return open === undefined;
}
