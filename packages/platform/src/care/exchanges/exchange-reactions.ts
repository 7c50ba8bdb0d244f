import { collectionEnded, collectionMade } from "../../facts/collections/index.ts";
import { requestReported } from "../../facts/delivery/index.ts";
import { exchangeShipped } from "../../facts/exchanges/index.ts";
import { refundCancelled, refundSucceeded } from "../../facts/refunds/index.ts";
import {
  returnRequestCameOtherwise,
  returnRequestCancelled,
  returnRequestClosed,
  returnRequestExpired,
  returnRequestReceived,
  returnRequestSettled,
} from "../../facts/return-requests/index.ts";
import { stockReleased, takeReserved } from "../../facts/stock/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { toUuid } from "../../foundation/ids/index.ts";
import { on, type Reaction } from "../../foundation/reactions/index.ts";
import { collectionFor } from "../../means/collecting/index.ts";
import { awaitGoods } from "./await-goods.ts";
import { endExchange } from "./end-exchange.ts";
import { exchangeProcess } from "./exchange.ts";
import type { Exchange } from "./exchange-tables.ts";
import { missingGoods } from "./missing-goods.ts";
import { payUnusedLater } from "./pay-unused.ts";
import { proceed } from "./proceed.ts";
import {
  changeExchange,
  exchangeOfPurpose,
  identityOf,
  lockExchange,
  lockLiveExchange,
  purposesOf,
} from "./store-exchange.ts";

interface Context {
  readonly tx: Tx;
  readonly clock: Clock;
}

/** Days in which something can be chosen for goods that are due, before their money is paid. */
const chooseDays = 7;

async function lockPurpose(tx: Tx, purpose: string): Promise<Exchange | undefined> {
  const wire = exchangeOfPurpose(purpose);
  return wire === undefined ? undefined : lockExchange(tx, toUuid("exc", wire));
}

function hasNotLeft({ state, asked_at }: Exchange): boolean {
  return (state === "reserved" || state === "awaiting-payment" || state === "confirmed") && asked_at === null;
}

const proceedWhenPaid = on(collectionMade, "exchanges.paid", async (context, { data }) => {
  const exchange = data.late ? undefined : await lockPurpose(context.tx, data.purpose);
  if (exchange) await proceed(context, exchange);
});

/** Nobody paid in time; or a payment or a deposit is over on its side. */
const followCollection = on(collectionEnded, "exchanges.collection-ended", async (context, { data }) => {
  const exchange = await lockPurpose(context.tx, data.purpose);
  if (!exchange) return;
  if (data.outcome === "expired" && exchange.state === "awaiting-payment") {
    await endExchange(context, exchange, { command: "expire", because: "not-paid" });
  } else await proceed(context, exchange);
});

const endWhenStockIsGone = on(stockReleased, "exchanges.stock-released", async (context, { data }) => {
  const exchange = data.because === "expired" ? await lockPurpose(context.tx, data.purpose) : undefined;
  if (!exchange || !hasNotLeft(exchange)) return;
  const because = exchange.state === "confirmed" ? "stock-gone" : "not-paid";
  await endExchange(context, exchange, { command: "expire", because });
});

/** What goes back is due, as its policy says. The event's own identifier keeps it from being counted twice. */
const keepValue = on(returnRequestSettled, "exchanges.value-due", async ({ tx, clock }, { id, data }) => {
  if (data.resolution !== "exchange" || data.refundId !== undefined) return;
  const lines = data.lines.map(({ line, quantity, amount }) => ({ line, quantity, amount: amount.toString() }));
  const exchange = await lockLiveExchange(tx, data.returnRequestId);
  const of = { return_request_id: data.returnRequestId, shopper_id: data.shopperId };
  const written = await tx.db
    .insertInto("exchange_values")
    .values({
      ...{ event_id: id, ...of, order_id: data.orderId, at: clock.now() },
      ...{ lines: JSON.stringify(lines), amount: data.amount, state: "waiting" },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (!written.numInsertedOrUpdatedRows) return;
  if (exchange) await proceed({ tx, clock }, exchange);
  else await payUnusedLater(tx, clock, of, chooseDays);
});

/** Goods came: what of the deposit stood for them follows, and it is over where they are all there. */
async function followGoods(context: Context, returnRequestId: string, at: Date): Promise<void> {
  const exchange = await lockLiveExchange(context.tx, returnRequestId);
  if (!exchange || exchange.received_at !== null) return;
  const isAll = (await missingGoods(context.tx, exchange)).units === 0;
  await proceed(context, isAll ? await changeExchange(context.tx, exchange, { received_at: at }) : exchange);
}

const followReceipt = on(returnRequestReceived, "exchanges.goods-back", (context, { data, at }) =>
  followGoods(context, data.returnRequestId, at),
);

const followCameOtherwise = on(returnRequestCameOtherwise, "exchanges.goods-back-otherwise", (context, { data, at }) =>
  followGoods(context, data.returnRequestId, at),
);

/** The goods do not come: what has not left stays, and of what has left the deposit decides, or the person who stopped waiting. */
async function giveUp(context: Context, returnRequestId: string, at: Date): Promise<void> {
  const exchange = await lockLiveExchange(context.tx, returnRequestId);
  if (!exchange) return;
  const now =
    exchange.given_up_at === null ? await changeExchange(context.tx, exchange, { given_up_at: at }) : exchange;
  const then = await proceed(context, now);
  if (hasNotLeft(then)) await endExchange(context, then, { command: "cancel", because: "goods-missing" });
}

const endWhenCancelled = on(returnRequestCancelled, "exchanges.return-cancelled", (context, { data, at }) =>
  giveUp(context, data.returnRequestId, at),
);
const endWhenExpired = on(returnRequestExpired, "exchanges.return-expired", (context, { data, at }) =>
  giveUp(context, data.returnRequestId, at),
);
/** A return whose goods are all back, and due, is closed too. */
const endWhenClosed = on(returnRequestClosed, "exchanges.return-closed", async (context, { data, at }) => {
  const exchange = await lockLiveExchange(context.tx, data.returnRequestId);
  if (exchange && exchange.received_at === null) await giveUp(context, data.returnRequestId, at);
});

const followShop = on(requestReported, "exchanges.reported", async ({ tx, clock }, { data, at }) => {
  if (data.exchangeId === undefined || data.outcome === "acknowledged") return;
  const exchange = await lockExchange(tx, data.exchangeId);
  if (exchange.state !== "confirmed") return;
  if (data.outcome === "refused") {
    await endExchange({ tx, clock }, exchange, { command: "cancel", because: "refused" });
    return;
  }
  await takeReserved(tx, clock, purposesOf(exchange.id).stock);
  const deposit = await collectionFor(tx, purposesOf(exchange.id).deposit);
  const isAwaited = exchange.goods_by !== null && exchange.received_at === null;
  const goods_by = isAwaited ? await awaitGoods({ tx, clock }, exchange, deposit?.lapsesAt) : exchange.goods_by;
  const parcel_key = data.parcel ?? null;
  const state = exchangeProcess.next(exchange.state, "ship");
  const shipped = await changeExchange(tx, exchange, { state, shipped_at: at, parcel_key, goods_by });
  const told = { ...identityOf(exchange), ...(data.parcel !== undefined && { parcel: data.parcel }) };
  await tx.append(exchangeShipped({ subject: exchange.shopper_id, at, data: told }));
  await proceed({ tx, clock }, shipped);
});

const followRefund = on(refundSucceeded, "exchanges.refund-arrived", async (context, { data }) => {
  const row = await context.tx.db
    .selectFrom("exchange_values as v")
    .innerJoin("exchanges as e", "e.return_request_id", "v.return_request_id")
    .select("e.id")
    .where("v.order_id", "=", data.orderId)
    .where("v.refund_id", "=", data.refundId)
    .where("e.state", "not in", ["cancelled", "expired"])
    .executeTakeFirst();
  if (row) await proceed(context, await lockExchange(context.tx, row.id));
});

/** Money that was paid instead of goods was called off: what it was for can be paid again, by whoever asks for it. */
const followCalledOff = on(refundCancelled, "exchanges.refund-called-off", async ({ tx }, { data }) => {
  await tx.db
    .updateTable("exchange_values")
    .set({ state: "waiting", refund_id: null })
    .where("order_id", "=", data.orderId)
    .where("refund_id", "=", data.refundId)
    .where("state", "=", "given-back")
    .execute();
});

export const exchangeReactions: readonly Reaction[] = [
  proceedWhenPaid,
  followCollection,
  endWhenStockIsGone,
  keepValue,
  followReceipt,
  followCameOtherwise,
  endWhenCancelled,
  endWhenExpired,
  endWhenClosed,
  followShop,
  followRefund,
  followCalledOff,
];
