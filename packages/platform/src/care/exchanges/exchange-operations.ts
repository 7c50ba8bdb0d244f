import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { ownOrder } from "../../facts/orders/index.ts";
import { At } from "../../foundation/contracts/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { notFound, problemKind } from "../../foundation/problems/index.ts";
import { ownRequest, takeMoneyInstead } from "../returns/requests/index.ts";
import { endExchange } from "./end-exchange.ts";
import { cancelExchange, exchangesOfOrder, getExchange, payInstead, searchExchanges } from "./exchange.contract.ts";
import type { Exchange } from "./exchange-tables.ts";
import { lockExchange, lockLiveExchange, lockReturn } from "./store-exchange.ts";
import { paidInMoney, payInMoney } from "./use-value.ts";
import { viewExchange, viewExchanges } from "./view-exchange.ts";

/** The shop is asked to send it already, or has: it cannot be called off here any more. */
const exchangeUnderWay = problemKind("exchange-under-way", 409);

/** Its goods go back for something else than other goods. */
const notExchanged = problemKind("not-exchanged", 409);

/** A signed link opens one order, and with it its exchanges. Any other answers as if it did not exist. */
const ownExchange: Rule<{ readonly exchangeId: string }> = {
  name: "exchange of own order",
  async allows({ tx, actor }, { exchangeId }) {
    const row = await tx.db
      .selectFrom("exchanges as e")
      .leftJoin("return_requests as r", "r.id", "e.return_request_id")
      .select(["e.order_id", "r.gift_id"])
      .where("e.id", "=", exchangeId)
      .executeTakeFirst();
    if (row?.gift_id !== null || row.order_id !== actor.scope["orderId"]) throw notFound();
    return true;
  },
};

const staff = { associate: anything, agent: anything, manager: anything, admin: anything, service: anything };

export const getExchangeOperation = operation(getExchange, {
  by: { shopper: ownExchange, ...staff },
  run: ({ tx }, { exchangeId }) => viewExchange(tx, exchangeId),
});

export const exchangesOfOrderOperation = operation(exchangesOfOrder, {
  by: { shopper: ownOrder, ...staff },
  async run({ tx, actor }, { orderId }) {
    const ofOrder = tx.db
      .selectFrom("exchanges as e")
      .leftJoin("return_requests as r", "r.id", "e.return_request_id")
      .selectAll("e")
      .where("e.order_id", "=", orderId);
    // Who bought a gift hears nothing of what became of it.
    const shown = actor.role === "shopper" ? ofOrder.where("r.gift_id", "is", null) : ofOrder;
    return { items: await viewExchanges(tx, await shown.orderBy("e.requested_at", "desc").orderBy("e.id").execute()) };
  },
});

const Place = z.object({ at: At, id: z.uuid() });

export const searchExchangesOperation = operation(searchExchanges, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }, { state, isOpen, cursor, limit }) {
    const after = readCursor(Place, cursor);
    const over = sql`e.state in ('completed', 'cancelled', 'expired')`;
    const conditions: RawBuilder<unknown>[] = [
      sql`true`,
      ...(state === undefined ? [] : [sql`e.state = ${state}`]),
      ...(isOpen === undefined ? [] : [isOpen ? sql`not ${over}` : over]),
      ...(after ? [sql`(e.requested_at, e.id) < (${after.at}, ${after.id}::uuid)`] : []),
    ];
    const { rows } = await sql<Exchange>`
      select e.* from exchanges e where ${sql.join(conditions, sql` and `)}
      order by e.requested_at desc, e.id desc limit ${limit + 1}`.execute(tx.db);
    const page = pageOf(rows, limit, Place, ({ requested_at: at, id }) => ({ at, id }));
    return { items: await viewExchanges(tx, page.rows), ...(page.next !== undefined && { next: page.next }) };
  },
});

export const cancelExchangeOperation = operation(cancelExchange, {
  by: { shopper: ownExchange, ...staff },
  async run({ tx, clock }, { exchangeId }) {
    const exchange = await lockExchange(tx, exchangeId);
    // Whoever calls it off twice has called it off.
    if (exchange.state !== "cancelled") {
      requireHere(exchange);
      await endExchange({ tx, clock }, exchange, { command: "cancel", because: "cancelled" });
    }
    return viewExchange(tx, exchangeId);
  },
});

export const payInsteadOperation = operation(payInstead, {
  by: { shopper: ownRequest, ...staff },
  async run({ tx, clock, actor }, { returnRequestId }) {
    await lockReturn(tx, returnRequestId);
    const query = tx.db.selectFrom("return_requests").select(["number", "currency", "resolution", "gift_id"]);
    const request = await query.where("id", "=", returnRequestId).executeTakeFirst();
    if (!request) throw notFound({ field: "returnRequestId" });
    const { currency, gift_id } = request;
    // Whoever wants it twice has it once, and hears the same.
    if (request.resolution === "exchange") {
      const exchange = await lockLiveExchange(tx, returnRequestId);
      if (exchange) {
        requireHere(exchange);
        await endExchange({ tx, clock }, exchange, { command: "cancel", because: "cancelled" });
      }
      await takeMoneyInstead(tx, returnRequestId, actor.role === "shopper");
    } else if (request.resolution !== (gift_id === null ? "refund" : "gift-card"))
      throw notExchanged({ number: request.number });
    await payInMoney({ tx, clock }, returnRequestId);
    return { amount: await paidInMoney(tx, returnRequestId), currency };
  },
});

function requireHere({ asked_at, number }: Exchange): void {
  if (asked_at !== null) throw exchangeUnderWay({ number });
}
