import type { DatabaseTx } from "../database/index.ts";
import type { Id } from "../ids/index.ts";
import type { StoredEvent } from "./fact.ts";

export interface EventFilter {
  readonly subjects?: readonly string[];
  readonly types?: readonly string[];
  readonly afterSeq?: bigint;
  readonly limit?: number;
}

/** Events in the order in which they happened; ties in the order in which they were appended. */
export async function eventsOf(tx: DatabaseTx, filter: EventFilter): Promise<StoredEvent[]> {
  let query = tx.db.selectFrom("events").selectAll().orderBy("at").orderBy("seq");
  if (filter.subjects) query = query.where("subject", "in", filter.subjects);
  if (filter.types) query = query.where("type", "in", filter.types);
  if (filter.afterSeq !== undefined) query = query.where("seq", ">", filter.afterSeq);
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  const rows = await query.execute();
  return rows.map(({ seq, id, type, subject, at, recorded_at, actor, data }) => ({
    seq,
    id: id as Id<"evt">,
    type,
    subject,
    at,
    recordedAt: recorded_at,
    actor,
    data,
  }));
}
