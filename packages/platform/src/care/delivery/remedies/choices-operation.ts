import { ownOrder } from "../../../facts/orders/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { remedyChoices } from "./remedy.contract.ts";
import { viewRemedy } from "./view-remedy.ts";

export const remedyChoicesOperation = operation(remedyChoices, {
  by: { shopper: ownOrder, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor, locale }, { orderId }) {
    const remedy = await tx.db
      .selectFrom("remedies")
      .selectAll()
      .where("order_id", "=", orderId)
      .orderBy("offered_at", "desc")
      .executeTakeFirst();
    if (!remedy) return {};
    return { remedy: await viewRemedy(tx, clock, { remedy, locale, toStaff: actor.role !== "shopper" }) };
  },
});
