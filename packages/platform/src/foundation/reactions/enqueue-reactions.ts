import type { Clock } from "../clock/index.ts";
import type { AppendListener } from "../events/index.ts";
import type { Reaction } from "./reaction.ts";

/** Notes, in the appending transaction, which reactions each new event calls for. Imported history calls for none. */
export function enqueueReactions(reactions: readonly Reaction[], clock: Clock): AppendListener {
  const byFact = Map.groupBy(reactions, (reaction) => reaction.factType);
  return async (tx, { events, history }) => {
    if (history) return;
    const dueAt = clock.real();
    const rows = events.flatMap((event) =>
      (byFact.get(event.type) ?? []).map((reaction) => ({
        reaction: reaction.name,
        subject: event.subject,
        event_seq: event.seq,
        due_at: dueAt,
      })),
    );
    if (rows.length > 0) await tx.db.insertInto("reactions").values(rows).execute();
  };
}
