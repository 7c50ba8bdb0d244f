import type { z } from "zod";
import type { Clock } from "../clock/index.ts";
import type { Fact, StoredEvent, Tx } from "../events/index.ts";

/** "When this fact, do that": delivered at least once, in order for one subject, in a transaction of its own. */
export interface Reaction {
  /** `capability.what-it-does`; stable, because waiting deliveries are rows that carry it. */
  readonly name: string;
  readonly factType: string;
  readonly run: (context: ReactionContext, event: StoredEvent) => Promise<void>;
}

export interface ReactionContext {
  readonly tx: Tx;
  readonly clock: Clock;
}

/** Declares a reaction. Its effects in the database commit together with the note that it is done. */
export function on<Data extends z.ZodType>(
  fact: Fact<Data>,
  name: string,
  run: (context: ReactionContext, event: StoredEvent<z.output<Data>>) => Promise<void>,
): Reaction {
  return {
    name,
    factType: fact.type,
    run: (context, event) => run(context, { ...event, data: fact.data.parse(event.data) as z.output<Data> }),
  };
}
