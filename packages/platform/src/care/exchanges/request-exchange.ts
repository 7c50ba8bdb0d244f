import type { Locale } from "@aftercare/messages";
import type { z } from "zod";
import { exchangeRequested } from "../../facts/exchanges/index.ts";
import { reserveStock } from "../../facts/stock/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, notFound, problemKind } from "../../foundation/problems/index.ts";
import { type Article, exchangePrice, readArticle } from "../../judgement/substitutes/index.ts";
import { openCollection } from "../../means/collecting/index.ts";
import { ownRequest } from "../returns/requests/index.ts";
import { requestExchange } from "./exchange.contract.ts";
import { exchangeProcess } from "./exchange.ts";
import { nextExchangeNumber } from "./exchange-number.ts";
import type { Exchange, ExchangeLine } from "./exchange-tables.ts";
import { proceed } from "./proceed.ts";
import { changeExchange, depositOf, identityOf, lockReturn, purposesOf } from "./store-exchange.ts";
import { byLine, type RequestedUnits, valueOfRequest } from "./value-of-request.ts";
import { viewExchange } from "./view-exchange.ts";

/** What goes back is exchanged already; that exchange can be called off. */
const exchangeExists = problemKind("exchange-exists", 409);
/** The return is not granted yet, is over, or is not to be exchanged. */
const notExchangeable = problemKind("not-exchangeable", 409);

const hourMs = 3_600_000;
/** How long what was chosen is kept for whoever still has to pay. */
const payHours = 48;

export const requestExchangeOperation = operation(requestExchange, {
  by: {
    shopper: ownRequest,
    ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  },
  async run({ tx, clock, actor, locale }, { returnRequestId, lines, isInstant }) {
    const chosen = { returnRequestId, lines, isInstant };
    return viewExchange(tx, await chooseInstead({ tx, clock, locale, by: `${actor.role}/${actor.id}` }, chosen));
  },
});

interface Choosing {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly locale: Locale;
  /** Who chooses, as it stands beside the exchange. */
  readonly by: string;
}

interface Chosen {
  readonly returnRequestId: Id<"rrq">;
  readonly lines: Output;
  readonly isInstant?: boolean;
  /** Only what costs what was paid: nobody pays anything, gets anything back or learns a price. */
  readonly isEven?: boolean;
}

/**
 * Chooses other goods for all that goes back on a request, and keeps them.
 * @returns the exchange
 * @throws not-found (404), bad-input (400), not-exchangeable, exchange-exists (409), and what the stock says
 */
export async function chooseInstead(
  { tx, clock, locale, by }: Choosing,
  { returnRequestId, lines: wanted, isInstant = false, isEven = false }: Chosen,
): Promise<Id<"exc">> {
  await lockReturn(tx, returnRequestId);
  const request = await requireExchangeable(tx, returnRequestId);
  const { lines: back, value: worth, alreadyGiven } = await valueOfRequest(tx, returnRequestId);
  const id = newId<"exc">();
  const chosen = await choose(tx, request.currency, byLine(back), wanted);
  const price = chosen.reduce((sum, line) => sum + line.price, 0n);
  if (isEven) requireEven(byLine(back), chosen, alreadyGiven);
  // A fee that is told with the return would be a difference: what is even stays even, and the fee is the shop's.
  const value = isEven ? price : worth;
  const at = clock.now();
  const exchange: Exchange = {
    ...{ id, number: await nextExchangeNumber(tx), return_request_id: returnRequestId },
    ...{ order_id: request.order_id, shopper_id: request.shopper_id, currency: request.currency },
    ...{ state: exchangeProcess.initial, is_instant: isInstant, value, price, requested_at: at },
    ...{ requested_by: by, locale, confirmed_at: null, goods_by: null, received_at: null },
    ...{ given_up_at: null, asked_at: null, shipped_at: null, parcel_key: null, refund_id: null },
    ...{ ended_at: null, ended_because: null, overdue_at: null, given_back: 0n },
  };
  const written = await tx.db
    .insertInto("exchanges")
    .values(exchange)
    .onConflict((conflict) =>
      conflict.column("return_request_id").where("state", "not in", ["cancelled", "expired"]).doNothing(),
    )
    .executeTakeFirst();
  if (!written.numInsertedOrUpdatedRows) throw exchangeExists({ number: request.number });
  await tx.db
    .insertInto("exchange_lines")
    .values(chosen.map((line) => ({ ...line, exchange_id: id })))
    .execute();
  const until = new Date(at.getTime() + payHours * hourMs);
  const of = identityOf(exchange);
  const units = chosen.map(({ sku, quantity }) => ({ sku, quantity }));
  await reserveStock(tx, clock, {
    ...{ purpose: purposesOf(id).stock, shopperId: of.shopperId, until, lines: merged(units) },
  });
  await tx.append(
    exchangeRequested({
      subject: of.shopperId,
      at,
      data: {
        ...{ ...of, isInstant, currency: exchange.currency, value, price, until },
        lines: chosen.map(({ order_line: line, quantity, sku }) => ({ line, quantity, sku })),
      },
    }),
  );
  const asked = await askForMoney({ tx, clock }, exchange, until);
  const waiting = asked
    ? await changeExchange(tx, exchange, { state: exchangeProcess.next(exchange.state, "ask") })
    : exchange;
  await proceed({ tx, clock }, waiting);
  return id;
}

type Output = z.output<typeof requestExchange.input>["lines"];

async function requireExchangeable(tx: DatabaseTx, id: string) {
  const row = await tx.db
    .selectFrom("return_requests")
    .select(["number", "order_id", "shopper_id", "currency", "state", "resolution"])
    .where("id", "=", id)
    // Whoever calls the return off waits, and its end is then heard of by the exchange.
    .forShare()
    .executeTakeFirst();
  if (!row) throw notFound({ field: "returnRequestId" });
  const isGranted =
    row.state === "open" || row.state === "on-its-way" || /received$/.test(row.state) || row.state === "closed";
  if (!isGranted || row.resolution !== "exchange") throw notExchangeable({ number: row.number, state: row.state });
  const paid = await tx.db
    .selectFrom("exchange_values")
    .select("event_id")
    .where("return_request_id", "=", id)
    .where("state", "<>", "waiting")
    .executeTakeFirst();
  if (paid) throw notExchangeable({ number: row.number, state: row.state });
  return row;
}

/** @throws bad-input (400) where a line is missing, named twice, or what is wanted for it has no price */
async function choose(
  tx: DatabaseTx,
  currency: string,
  back: ReadonlyMap<number, RequestedUnits>,
  wanted: Output,
): Promise<Omit<ExchangeLine, "exchange_id">[]> {
  const wrong = (field: string, reason: string) =>
    badInput({ field, reason }, { fields: [{ field, message: reason }] });
  const missing = [...back.keys()].find((line) => wanted.filter((each) => each.line === line).length !== 1);
  if (missing !== undefined) throw wrong("lines", `expected each line that goes back once, line ${missing} too`);
  const chosen = [];
  for (const [index, { line, sku }] of wanted.entries()) {
    const units = back.get(line);
    if (!units) throw wrong(`lines/${index}/line`, `is ${line}, of which nothing goes back on this request`);
    const { source, quantity, paid } = units;
    const article = await readArticle(tx, { source, sku: units.sku, currency });
    const other = await readArticle(tx, { source, sku, currency });
    if (!article || !other) throw wrong(`lines/${index}/sku`, `is ${sku}, which the catalogue does not have`);
    if (other.price === undefined && other.productId !== article.productId) {
      throw wrong(`lines/${index}/sku`, `is ${sku}, whose price in ${currency} is not known`);
    }
    chosen.push(lineOf(index + 1, line, { article, quantity, value: paid }, other));
  }
  return chosen;
}

/** @throws bad-input (400) where something is worth more or less than what goes back for it, or that was given back before */
function requireEven(
  back: ReadonlyMap<number, RequestedUnits>,
  chosen: readonly Omit<ExchangeLine, "exchange_id">[],
  alreadyGiven: bigint,
): void {
  const uneven =
    alreadyGiven > 0n ? 0 : chosen.findIndex(({ order_line, price }) => price !== back.get(order_line)?.paid);
  const line = chosen[uneven];
  if (!line) return;
  const [field, reason] = [`lines/${uneven}/sku`, `is ${line.sku}, which is not to be had for it evenly`];
  throw badInput({ field, reason }, { fields: [{ field, message: reason }] });
}

function lineOf(
  place: number,
  line: number,
  out: { readonly article: Article; readonly quantity: number; readonly value: bigint },
  other: Article,
): Omit<ExchangeLine, "exchange_id"> {
  const { sku, productTitle: title, title: variant = null } = other;
  return { place, order_line: line, quantity: out.quantity, sku, title, variant, price: exchangePrice(out, other) };
}

/** Of each stock code once. */
function merged(units: readonly { readonly sku: string; readonly quantity: number }[]) {
  const pieces = new Map<string, number>();
  for (const { sku, quantity } of units) pieces.set(sku, (pieces.get(sku) ?? 0) + quantity);
  return [...pieces].map(([sku, quantity]) => ({ sku, quantity }));
}

/** @returns whether anything is to be paid, or left as a deposit, before it is confirmed */
async function askForMoney(
  { tx, clock }: Parameters<typeof proceed>[0],
  { id, order_id, shopper_id, currency, value, price, is_instant }: Exchange,
  until: Date,
): Promise<boolean> {
  const purposes = purposesOf(id);
  const of = { shopperId: shopper_id as Id<"shp">, orderId: order_id as Id<"ord">, currency, until };
  const owed = price - value;
  if (owed > 0n) {
    await openCollection(tx, clock, { ...of, purpose: purposes.difference, kind: "payment", amount: owed });
  }
  const deposit = depositOf({ value, price });
  const isHeld = is_instant && deposit > 0n;
  if (isHeld) await openCollection(tx, clock, { ...of, purpose: purposes.deposit, kind: "hold", amount: deposit });
  return owed > 0n || isHeld;
}
