import type { IncidentOutcome } from "../../../facts/delivery/incident.schema.ts";
import { incidentClosed } from "../../../facts/delivery/index.ts";
import type { IdOf, OrderId, ShopperId } from "../../../facts/identifiers/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../../foundation/problems/index.ts";
import { closeIncident } from "../incident.contract.ts";
import { viewIncident } from "./get-incident.ts";

/** Somebody else has closed it, or the parcel has arrived meanwhile. */
const incidentClosedAlready = problemKind("incident-closed", 409);

export const closeIncidentOperation = operation(closeIncident, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, actor, locale }, { incidentId, outcome }) {
    const query = tx.db.selectFrom("incidents").select(["order_id", "shopper_id", "kind", "outcome"]);
    const row = await query.where("id", "=", incidentId).forUpdate().executeTakeFirst();
    if (!row) throw notFound();
    if (row.outcome !== null)
      throw incidentClosedAlready({ outcome: hasArrived(row.outcome) ? "arrived" : row.outcome });
    const at = clock.now();
    await tx.db
      .updateTable("incidents")
      .set({ closed_at: at, closed_by: actor.id, outcome })
      .where("id", "=", incidentId)
      .execute();
    const orderId = row.order_id as IdOf<typeof OrderId>;
    const shopperId = row.shopper_id as IdOf<typeof ShopperId>;
    const data = { incidentId, orderId, shopperId, kind: row.kind, outcome };
    await tx.append(incidentClosed({ subject: shopperId, at, data }));
    return viewIncident(tx, incidentId, { locale, now: clock.now() });
  },
});

function hasArrived(outcome: IncidentOutcome): boolean {
  return outcome === "in-time" || outcome === "late";
}
