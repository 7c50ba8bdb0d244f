import type { Clock } from "../clock/index.ts";
import type { Database, DatabaseTx } from "../database/index.ts";
import type { NewEvent, StoredEvent } from "./fact.ts";
import { insertEvents } from "./insert-events.ts";

/** A transaction in which facts can be appended together with what they change. */
export interface Tx extends DatabaseTx {
  /**
   * Appends events and tells the listeners, all in this transaction. An event whose origin is already known is left
   * out, so the answer can be shorter than the question.
   */
  append(...events: readonly NewEvent[]): Promise<StoredEvent[]>;
  /** The same for what happened long ago: projections see it, reactions that act on shoppers do not. */
  appendHistory(events: readonly NewEvent[]): Promise<StoredEvent[]>;
}

export interface Appended {
  readonly events: readonly StoredEvent[];
  /** True for imported history: nothing that happened years ago may send a message today. */
  readonly history: boolean;
}

/** Called in the appending transaction: projections fold, reactions are enqueued. */
export type AppendListener = (tx: Tx, appended: Appended) => Promise<void>;

export interface UnitOfWork {
  readonly database: Database;
  /** Runs `work` in one transaction on behalf of `actor` (an id for the record, never a name). */
  run<T>(actor: string, work: (tx: Tx) => Promise<T>): Promise<T>;
}

export function openUnitOfWork(database: Database, clock: Clock, listeners: readonly AppendListener[]): UnitOfWork {
  return {
    database,
    run: (actor, work) =>
      database.transaction((databaseTx) => {
        const append = async (events: readonly NewEvent[], history: boolean) => {
          if (events.length === 0) return [];
          const how = { actor, recordedAt: clock.real(), inTurn: !history };
          const stored = await insertEvents(databaseTx, events, how);
          for (const listen of listeners) await listen(tx, { events: stored, history });
          return stored;
        };
        const tx: Tx = {
          ...databaseTx,
          append: (...events) => append(events, false),
          appendHistory: (events) => append(events, true),
        };
        return work(tx);
      }),
  };
}
