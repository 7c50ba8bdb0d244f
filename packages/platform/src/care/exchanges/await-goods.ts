import { z } from "zod";
import { ExchangeId } from "../../facts/identifiers/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { scheduleTimer, timer } from "../../foundation/timers/index.ts";
import { captureDeposit, collectionFor } from "../../means/collecting/index.ts";
import { queueMessage } from "../../means/messages/index.ts";
import { exchangeGoodsDue } from "./exchange-mails.ts";
import type { Exchange } from "./exchange-tables.ts";
import { missingGoods } from "./missing-goods.ts";
import { changeExchange, lockExchange, purposesOf } from "./store-exchange.ts";
import { settleUsed, takeUp } from "./use-value.ts";

interface Awaiting {
  readonly tx: Tx;
  readonly clock: Clock;
}

const dayMs = 86_400_000;
/** Days for goods to be back for which others were sent in advance. */
const goodsDays = 14;
/** Days before their last on which the shopper is told that the deposit will be kept. */
const noticeDays = 4;
/** The last day is so many days before a provider would let the deposit go. */
const marginDays = 1;
const underWayDays = 7;

/**
 * Waits for goods for which others were sent in advance: a notice some days before their last day, and on it the deposit is kept.
 * @param lapsesAt when the deposit's provider lets it go by itself, in real time; a day before it is the last day at the latest
 * @returns the last day
 */
export async function awaitGoods(
  { tx, clock }: Awaiting,
  exchange: Exchange,
  lapsesAt: Date | undefined,
): Promise<Date> {
  const now = clock.now().getTime();
  const left =
    lapsesAt === undefined
      ? Number.POSITIVE_INFINITY
      : lapsesAt.getTime() - clock.real().getTime() - marginDays * dayMs;
  const goodsBy = new Date(now + Math.max(0, Math.min(goodsDays * dayMs, left)));
  const notice = new Date(Math.max(now, goodsBy.getTime() - noticeDays * dayMs));
  const data = { exchangeId: exchange.id as Id<"exc"> };
  const due = { key: exchange.id, subject: exchange.shopper_id, data };
  await scheduleTimer(tx, goodsDueSoon, { ...due, at: notice });
  await scheduleTimer(tx, goodsOverdue, { ...due, at: goodsBy });
  return goodsBy;
}

export const goodsDueSoon = timer(
  "exchanges.goods-due-soon",
  z.object({ exchangeId: ExchangeId }),
  async ({ tx, clock }, { exchangeId }) => {
    const exchange = await lockExchange(tx, exchangeId);
    if (!isMissing(exchange) || exchange.goods_by === null) return;
    if ((await missingGoods(tx, exchange)).atStake === 0n) return;
    await queueMessage(tx, clock, exchangeGoodsDue, {
      ...{ shopperId: exchange.shopper_id, orderId: exchange.order_id, key: `exchange/${exchangeId}/goods-due` },
      ...{ values: { exchangeId }, notAfter: exchange.goods_by },
    });
  },
);

/**
 * The goods did not come, or not all of them. What was left for them in advance is the deposit, which the shopper was told of and told again: as much of
 * it is kept as stands for what is missing, and what came pays for the rest.
 */
export const goodsOverdue = timer(
  "exchanges.goods-overdue",
  z.object({ exchangeId: ExchangeId }),
  async ({ tx, clock }, { exchangeId }) => {
    const exchange = await lockExchange(tx, exchangeId);
    if (!isMissing(exchange)) return;
    const { deposit } = purposesOf(exchange.id);
    const tomorrow = new Date(clock.now().getTime() + dayMs);
    const due = { key: exchange.id, subject: exchange.shopper_id, at: tomorrow, data: { exchangeId } };
    if (await isStillComing(tx, clock, exchange)) await scheduleTimer(tx, goodsOverdue, due);
    else {
      const { atStake } = await missingGoods(tx, exchange);
      await captureDeposit(tx, clock, deposit, atStake);
      const used = await takeUp({ tx, clock }, await changeExchange(tx, exchange, { overdue_at: clock.now() }));
      if (used !== "value-gone") await settleUsed({ tx, clock }, used);
    }
  },
);

/** Goods that a carrier has are waited for a week more, as long as the deposit stands. */
async function isStillComing(tx: Tx, clock: Clock, { id, return_request_id, goods_by }: Exchange): Promise<boolean> {
  const query = tx.db.selectFrom("return_requests").select("state").where("id", "=", return_request_id);
  const state = (await query.executeTakeFirst())?.state;
  if (state !== "on-its-way" && state !== "partly-received") return false;
  const lapsesAt = (await collectionFor(tx, purposesOf(id).deposit))?.lapsesAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const isLate = goods_by !== null && clock.now().getTime() >= goods_by.getTime() + underWayDays * dayMs;
  return !isLate && clock.real().getTime() + 2 * marginDays * dayMs < lapsesAt;
}

/** Goods were sent, and those for which they were sent are not back. Of what was not sent no deposit is kept, however late it is. */
function isMissing({ state, received_at }: Exchange): boolean {
  return state === "shipped" && received_at === null;
}
