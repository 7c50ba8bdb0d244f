import type { Rule } from "../../../foundation/operations/index.ts";
import { notFound } from "../../../foundation/problems/index.ts";

/** A signed link opens one order, and with it what is wrong with its delivery. Any other answers as if it did not exist. */
export const ownIncident: Rule<{ readonly incidentId: string }> = {
  name: "incident of own order",
  async allows({ tx, actor }, { incidentId }) {
    const query = tx.db.selectFrom("incidents").select("order_id").where("id", "=", incidentId);
    const row = await query.executeTakeFirst();
    if (row === undefined || row.order_id !== actor.scope["orderId"]) throw notFound();
    return true;
  },
};
