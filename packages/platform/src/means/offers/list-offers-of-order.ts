import { buyersOf, ownOrder } from "../../facts/orders/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { listOffersOfOrder } from "./offer.contract.ts";
import { viewOffers } from "./offer-view.ts";

/** Only what belongs to this order: who knows one order's number and post code has not proved to be its shopper everywhere. */
export const listOffersOfOrderOperation = operation(listOffersOfOrder, {
  by: { shopper: ownOrder, agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, actor }, { orderId }) {
    const all = tx.db.selectFrom("offers").selectAll();
    // What was offered to whoever brought a gift back is no buyer's.
    const shown = actor.role === "shopper" ? all.where("shopper_id", "in", await buyersOf(tx, orderId)) : all;
    const offers = await shown
      .where("return_id", "in", (of) =>
        of.selectFrom("return_lines").select("return_id").where("order_id", "=", orderId),
      )
      .orderBy("issued_at", "desc")
      .orderBy("id", "desc")
      .execute();
    return { items: await viewOffers(tx, offers, clock.now()) };
  },
});
