import { sql } from "kysely";
import type { RefundPart, RefundWay } from "../../facts/refunds/refund-parts.schema.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import {
  intendRefund,
  type RefundTarget,
  refundableParts,
  roomOfOrder,
  settleExchange,
} from "../../means/refunds/index.ts";
import { readSettledOrder } from "../returns/requests/index.ts";
import type { Exchange, ExchangeValue } from "./exchange-tables.ts";
import { changeExchange, depositOf, linesOf, purposesOf } from "./store-exchange.ts";

interface Using {
  readonly tx: Tx;
  readonly clock: Clock;
}

/** What became due for goods of a return and was not used yet. */
async function waitingValues(tx: DatabaseTx, returnRequestId: string): Promise<ExchangeValue[]> {
  const query = tx.db.selectFrom("exchange_values").selectAll().where("return_request_id", "=", returnRequestId);
  return query.where("state", "=", "waiting").orderBy("at").orderBy("event_id").forUpdate().execute();
}

/** Whether all goods of an exchange are due: what its policy pays for on arrival has arrived, and so on. */
export async function isAllDue(tx: DatabaseTx, exchange: Exchange): Promise<boolean> {
  const lines = await linesOf(tx, [exchange.id]);
  const query = tx.db.selectFrom("exchange_values").selectAll();
  const values = await query.where("return_request_id", "=", exchange.return_request_id).execute();
  return covers(values, lines);
}

function covers(
  values: readonly ExchangeValue[],
  lines: readonly { readonly order_line: number; readonly quantity: number }[],
): boolean {
  return lines.every(({ order_line, quantity }) => {
    const due = values.flatMap((value) => value.lines).filter(({ line }) => line === order_line);
    return due.reduce((units, each) => units + each.quantity, 0) >= quantity;
  });
}

/**
 * Has what goes back pay for what is sent, under the order's one ceiling, and gives the shopper what of it was promised back. It is done in one piece,
 * when all of it is due: what fees and cents the settlement differs by from what was told is the shop's, and never charged. Once the last day for goods
 * is over for which others were sent in advance, what came of them pays as it is due.
 * @returns `value-gone` where somebody has given it back already
 */
export async function takeUp({ tx, clock }: Using, exchange: Exchange): Promise<Exchange | "value-gone"> {
  if (!isLive(exchange)) return exchange;
  const values = await waitingValues(tx, exchange.return_request_id);
  if (values.length === 0) return exchange;
  const isAll = await isAllDue(tx, exchange);
  if (!isAll && exchange.overdue_at === null) return exchange;
  const amount = sumOf(values);
  const back = await dueBack(tx, exchange, amount, isAll);
  const target: RefundTarget =
    back === 0n
      ? "exchange"
      : back === amount
        ? "original"
        : [
            { destination: "exchange", amount: amount - back },
            { destination: "original", amount: back },
          ];
  const parts = await partsOf(tx, values, amount);
  if (sumOf(parts) < amount) return "value-gone";
  const ofRequest = { orderId: exchange.order_id, returnRequestId: exchange.return_request_id };
  const wanted = { ...ofRequest, amount, parts, target, reference: referenceOf(exchange, values) };
  const refundId = await promise({ tx, clock }, wanted);
  if (refundId === "exceeds-paid") return "value-gone";
  await mark(tx, values, "used", refundId);
  return changeExchange(tx, exchange, {
    refund_id: exchange.refund_id ?? refundId ?? null,
    given_back: exchange.given_back + back,
  });
}

/** What of the values goes back to the shopper: as much as was promised when all is due, before that what is more than was sent for it. */
async function dueBack(tx: DatabaseTx, exchange: Exchange, amount: bigint, isAll: boolean): Promise<bigint> {
  const { value, given_back: before, return_request_id: of } = exchange;
  const promised = value - depositOf(exchange);
  const query = tx.db.selectFrom("exchange_values").selectAll().where("return_request_id", "=", of);
  const soFar = sumOf(await query.where("state", "=", "used").execute()) + amount;
  const inAll = isAll ? soFar : soFar - depositOf(exchange);
  const due = (inAll < promised ? inAll : promised) - before;
  return due > amount ? amount : due > 0n ? due : 0n;
}

/** The first names the exchange, each later one what became due with it. */
function referenceOf({ id, refund_id }: Exchange, [first]: readonly ExchangeValue[]): string {
  const { stock } = purposesOf(id);
  return refund_id === null || !first ? stock : `${stock}/${toWire("evt", first.event_id)}`;
}

/** Says of what goods have paid for that it has arrived, once what they pay for has left. */
export async function settleUsed({ tx, clock }: Using, exchange: Exchange): Promise<void> {
  if (exchange.shipped_at === null) return;
  for (const refundId of await refundsOfExchange(tx, exchange)) {
    await settleExchange(tx, clock, { refundId, actor: "exchanges" });
  }
}

/** The refunds by which goods paid for an exchange. */
export async function refundsOfExchange(tx: DatabaseTx, { return_request_id }: Exchange): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("exchange_values")
    .select("refund_id")
    .distinct()
    .where("return_request_id", "=", return_request_id)
    .where("state", "=", "used")
    .where("refund_id", "is not", null)
    .execute();
  return rows.flatMap(({ refund_id }) => refund_id ?? []);
}

/** Also one that is over, where its deposit was kept and the goods came after all: the deposit goes back, and they pay for it. */
function isLive({ state }: Exchange): boolean {
  return state === "confirmed" || state === "shipped" || state === "completed";
}

/** Pays for goods that go back with their money, the way it was paid, as no other goods are sent for them. */
export async function payInMoney({ tx, clock }: Using, returnRequestId: string): Promise<void> {
  const values = await waitingValues(tx, returnRequestId);
  const [first] = values;
  if (!first) return;
  const reference = await referenceInstead(tx, first);
  // As far as the order has money left: less than what is due is still owed, and nothing never takes its place.
  const parts = await refundableParts(tx, first.order_id, await partsOf(tx, values, sumOf(values)));
  const amount = sumOf(parts);
  const ofRequest = { orderId: first.order_id, returnRequestId };
  const wanted = { ...ofRequest, amount, parts, target: "original" as const, reference };
  const refundId = await promise({ tx, clock }, wanted);
  await mark(tx, values, "given-back", refundId === "exceeds-paid" ? undefined : refundId);
}

/** Named by what became due first; where that was called off before, by which time it is. */
async function referenceInstead({ db }: DatabaseTx, { order_id, event_id }: ExchangeValue): Promise<string> {
  const reference = `exchange-instead/${toWire("evt", event_id)}`;
  const { rows } = await sql<{ before: number }>`
    select count(*)::int as before from refunds
    where order_id = ${order_id} and (reference = ${reference} or reference like ${reference} || '/%')`.execute(db);
  const before = rows[0]?.before ?? 0;
  return before === 0 ? reference : `${reference}/${before + 1}`;
}

/** What was paid so before for goods of a return, minor units. */
export async function paidInMoney(tx: DatabaseTx, returnRequestId: string): Promise<bigint> {
  const { rows } = await sql<{ amount: bigint }>`
    select coalesce(sum(amount), 0)::bigint as amount from refunds
    where cancelled_at is null and id in (
      select refund_id from exchange_values where return_request_id = ${returnRequestId} and state = 'given-back')`.execute(
    tx.db,
  );
  return rows[0]?.amount ?? 0n;
}

async function promise(
  { tx, clock }: Using,
  wanted: {
    readonly orderId: string;
    readonly returnRequestId: string;
    readonly amount: bigint;
    readonly parts: readonly RefundPart[];
    readonly target: RefundTarget;
    readonly reference: string;
  },
): Promise<string | "exceeds-paid" | undefined> {
  const { orderId, amount, parts, reference } = wanted;
  if (amount === 0n) return undefined;
  const { target, holderId } = await forHolder(tx, wanted);
  try {
    const { id } = await intendRefund(tx, clock, {
      ...{ orderId, amount, parts, destination: target, reason: "returned", reference, actor: "exchanges" },
      ...(holderId !== undefined && { holderId }),
    });
    return id;
  } catch (problem) {
    if (!(problem instanceof Problem) || !/^refund(-part)?-exceeds-paid$/.test(problem.type)) throw problem;
    return "exceeds-paid";
  }
}

/** Of a gift nothing goes back the way it was paid: what no goods are sent for is a gift card of whoever was given it. */
async function forHolder(
  { db }: DatabaseTx,
  { returnRequestId, target }: { readonly returnRequestId: string; readonly target: RefundTarget },
): Promise<{ readonly target: RefundTarget; readonly holderId?: string }> {
  const query = db.selectFrom("return_requests").select(["gift_id", "shopper_id"]).where("id", "=", returnRequestId);
  const { gift_id, shopper_id } = await query.executeTakeFirstOrThrow();
  if (gift_id === null) return { target };
  const shares = typeof target === "string" ? target : target.map((share) => ({ ...share, ...cardFor(share) }));
  return { target: shares === "original" ? "gift-card" : shares, holderId: shopper_id };
}

function cardFor({ destination }: { readonly destination: RefundWay }): { readonly destination: RefundWay } {
  return { destination: destination === "original" ? "gift-card" : destination };
}

/**
 * Lines with what was paid for them, less the fees, which are taken from the last ones, and less what was given for them before: they sum to less than
 * the amount where somebody has given some of it since.
 */
async function partsOf(tx: Tx, values: readonly ExchangeValue[], amount: bigint): Promise<RefundPart[]> {
  const [first] = values;
  if (!first) return [];
  await roomOfOrder(tx, first.order_id);
  const order = await readSettledOrder(tx, first.order_id);
  const room = new Map(
    order.lines.map((one) => {
      const { line, paid, quantity, givenBefore, unitsGivenBefore } = one;
      return [line, { money: paid - givenBefore, units: Math.max(0, quantity - unitsGivenBefore) }];
    }),
  );
  const goods = values.flatMap((value) => value.lines).map((one) => ({ ...one, paid: BigInt(one.amount) }));
  const worth = goods.reduce((sum, { paid }) => sum + paid, 0n);
  const parts: RefundPart[] = [];
  let left = amount < worth ? amount : worth;
  for (const { line, quantity, paid } of goods) {
    const { money = 0n, units = 0 } = room.get(line) ?? {};
    const share = [paid, money, left].reduce((least, each) => (each < least ? each : least));
    if (share <= 0n) continue;
    left -= share;
    room.set(line, { money: money - share, units: Math.max(0, units - quantity) });
    parts.push({ kind: "goods", line, quantity: Math.min(quantity, units), amount: share });
  }
  // Beyond what the goods cost, as where a promotion's discount holds again.
  return amount > worth ? [...parts, { kind: "goodwill", amount: amount - worth }] : parts;
}

async function mark(
  tx: DatabaseTx,
  values: readonly ExchangeValue[],
  state: "used" | "given-back",
  refundId: string | undefined,
): Promise<void> {
  const ids = values.map(({ event_id }) => event_id);
  const changes = { state, refund_id: refundId ?? null };
  await tx.db.updateTable("exchange_values").set(changes).where("event_id", "in", ids).execute();
}

function sumOf(values: readonly { readonly amount: bigint }[]): bigint {
  return values.reduce((sum, { amount }) => sum + amount, 0n);
}
