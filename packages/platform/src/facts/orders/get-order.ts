import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { getOrder as contract } from "./order.contract.ts";
import { readOrder } from "./read-order.ts";

/** A signed link opens one order. Any other answers as if it did not exist, so that nobody can try out numbers. */
export const ownOrder: Rule<{ readonly orderId: string }> = {
  name: "own order",
  allows({ actor }, { orderId }) {
    if (actor.scope["orderId"] !== orderId) throw notFound();
    return true;
  },
};

/** An associate reads the orders of every store and channel: what was bought anywhere can be brought back here. */
export const getOrder = operation(contract, {
  by: {
    shopper: ownOrder,
    associate: anything,
    agent: anything,
    manager: anything,
    admin: anything,
    service: anything,
  },
  run: ({ tx, actor }, { orderId }) => readOrder(tx, orderId, actor.role === "shopper" ? "buyer" : "staff"),
});
