import type { IdOf, IncidentId } from "../../../facts/identifiers/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Remedy } from "./remedy-tables.ts";

type Incident = IdOf<typeof IncidentId>;

/** The remedy of an incident, locked until the transaction ends: whoever changes one takes turns here. */
export function lockRemedy(tx: DatabaseTx, incidentId: Incident): Promise<Remedy | undefined> {
  return tx.db.selectFrom("remedies").selectAll().where("incident_id", "=", incidentId).forUpdate().executeTakeFirst();
}

export function readRemedy(tx: DatabaseTx, incidentId: Incident): Promise<Remedy | undefined> {
  return tx.db.selectFrom("remedies").selectAll().where("incident_id", "=", incidentId).executeTakeFirst();
}

type Changes = Partial<Omit<Remedy, "incident_id" | "options" | "result">> & { readonly result?: object | null };

/** Writes what changes of a locked remedy and answers it as it is from then on. */
export async function changeRemedy(tx: DatabaseTx, remedy: Remedy, { result, ...changes }: Changes): Promise<Remedy> {
  return tx.db
    .updateTable("remedies")
    .set({ ...changes, ...(result !== undefined && { result: result === null ? null : JSON.stringify(result) }) })
    .where("incident_id", "=", remedy.incident_id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
