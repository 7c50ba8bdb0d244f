import type { Locale } from "@aftercare/messages";
import { sql } from "kysely";
import type { z } from "zod";
import type { IdOf, IncidentId } from "../../../facts/identifiers/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { notFound } from "../../../foundation/problems/index.ts";
import { getIncident, type IncidentView } from "../incident.contract.ts";
import { readIncidents, viewIncidents } from "./read-incidents.ts";

export const getIncidentOperation = operation(getIncident, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx, clock, locale }, { incidentId }) => viewIncident(tx, incidentId, { locale, now: clock.now() }),
});

/** @throws not-found (404) */
export async function viewIncident(
  tx: DatabaseTx,
  id: string,
  asked: { readonly locale: Locale; readonly now: Date },
): Promise<z.output<typeof IncidentView>> {
  const [row] = await readIncidents(tx, [sql`i.id = ${id}`], { limit: 1 });
  const [summary] = row ? await viewIncidents(tx, [row], asked) : [];
  if (!row || !summary) throw notFound();
  const revisions = tx.db
    .selectFrom("promise_revisions")
    .select(["at", "earliest", "latest", "chance_late", "cause"])
    .where("promise_id", "=", row.promiseId)
    .orderBy("number", "desc");
  const earlier = tx.db
    .selectFrom("incidents")
    .select(["id", "kind", "opened_at", "outcome"])
    .where("order_id", "=", row.orderId)
    .where("opened_at", "<", row.openedAt)
    .orderBy("opened_at", "desc");
  return {
    ...summary,
    revisions: (await revisions.execute()).map(({ chance_late: chanceLate, ...rest }) => ({ ...rest, chanceLate })),
    earlier: (await earlier.execute()).map(({ id: incidentId, kind, opened_at: openedAt, outcome }) => ({
      ...{ incidentId: incidentId as IdOf<typeof IncidentId>, kind, openedAt, outcome: outcome ?? undefined },
    })),
  };
}
