import { ownOrder } from "../../facts/orders/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { ceilingWith, readOrderMoney } from "./order-money.ts";
import { getRefund, refundBalance, refundsOfOrder } from "./refund.contract.ts";
import { viewRefund, viewRefundsOfOrder } from "./refund-view.ts";

const staff = { associate: anything, agent: anything, manager: anything, admin: anything, service: anything } as const;

/** A signed link opens the refunds of its order; any other answers as if it did not exist. */
const ofOwnOrder: Rule<{ readonly refundId: string }> = {
  name: "of own order",
  async allows({ tx, actor }, { refundId }) {
    const query = tx.db.selectFrom("refunds").select(["order_id", "holder_id"]).where("id", "=", refundId);
    const refund = await query.executeTakeFirst();
    if (refund?.holder_id !== null || refund.order_id !== actor.scope["orderId"]) throw notFound();
    return true;
  },
};

export const refundBalanceOperation = operation(refundBalance, {
  by: { shopper: ownOrder, ...staff },
  async run({ tx }, { orderId }) {
    const money = await readOrderMoney(tx, orderId);
    const { paid, elsewhere, intended, available } = ceilingWith(money);
    // By the refunds: legs have no index by order, and all legs there ever were would be read.
    const arrived = await tx.db
      .selectFrom("refunds as r")
      .innerJoin("refund_legs as l", "l.refund_id", "r.id")
      .select("l.amount")
      .where("r.order_id", "=", orderId)
      .where("l.state", "=", "succeeded")
      .execute();
    const refunded = arrived.reduce((sum, { amount }) => sum + amount, 0n);
    const tenders = money.payments.map(({ method, at, amount, left }) => ({ method, at, amount, left })).reverse();
    return { currency: money.currency, paid, refunded, inFlight: intended - refunded, elsewhere, available, tenders };
  },
});

export const refundsOfOrderOperation = operation(refundsOfOrder, {
  by: { shopper: ownOrder, ...staff },
  async run({ tx, actor }, { orderId }) {
    const order = await tx.db.selectFrom("orders").select("id").where("id", "=", orderId).executeTakeFirst();
    if (!order) throw notFound();
    return { items: await viewRefundsOfOrder(tx, orderId, actor) };
  },
});

export const getRefundOperation = operation(getRefund, {
  by: { shopper: ofOwnOrder, agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx, actor }, { refundId }) => viewRefund(tx, refundId, actor),
});
