import type { Clock } from "../clock/index.ts";
import { statement } from "../database/index.ts";
import type { AppendListener } from "../events/index.ts";
import type { Reaction } from "./reaction.ts";

/** Notes, in the appending transaction, which reactions each new event calls for. Imported history calls for none. */
export function enqueueReactions(reactions: readonly Reaction[], clock: Clock): AppendListener {
  const byFact = Map.groupBy(reactions, (reaction) => reaction.factType);
  return async (tx, { events, history }) => {
    if (history) return;
    const rows = events.flatMap((event) =>
      (byFact.get(event.type) ?? []).map((reaction) => ({
        reaction: reaction.name,
        subject: event.subject,
        event_seq: event.seq.toString(),
      })),
    );
    if (rows.length > 0) await insertReactions(tx, JSON.stringify(rows), clock.real());
  };
}

const insertReactions = statement<[rows: string, dueAt: Date], Record<never, never>>(
  "enqueue-reactions",
  `insert into reactions (reaction, subject, event_seq, due_at)
  select reaction, subject, event_seq, $2
  from json_to_recordset($1::json) as r (reaction text, subject uuid, event_seq bigint)`,
);
