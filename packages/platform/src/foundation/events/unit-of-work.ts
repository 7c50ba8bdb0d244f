import { sql } from "kysely";
import { z } from "zod";
import type { Clock } from "../clock/index.ts";
import type { Database, DatabaseTx } from "../database/index.ts";
import type { NewEvent, StoredEvent } from "./fact.ts";

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
          if (!history) await lockSubjects(databaseTx, events);
          const stored = await insertEvents(databaseTx, events, actor, clock.real());
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

/**
 * Two transactions that append for one subject take turns. Without it the one that drew the lower `seq` could commit
 * later, and a reaction would see the second fact first.
 */
async function lockSubjects(tx: DatabaseTx, events: readonly NewEvent[]): Promise<void> {
  const subjects = [...new Set(events.map((event) => event.subject))].sort();
  for (const subject of subjects)
    await sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`.execute(tx.db);
}

async function insertEvents(tx: DatabaseTx, events: readonly NewEvent[], actor: string, recordedAt: Date) {
  const rows = events.map((event) => ({
    id: event.id,
    type: event.fact.type,
    subject: event.subject,
    at: event.at.toISOString(),
    source: event.origin?.source ?? null,
    source_key: event.origin?.key ?? null,
    data: z.encode(event.fact.data, event.data),
  }));
  const inserted = await sql<{ seq: bigint; id: string }>`
    insert into events (id, type, subject, at, recorded_at, actor, source, source_key, data)
    select id, type, subject, at, ${recordedAt}, ${actor}, source, source_key, data
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r
      (id uuid, type text, subject uuid, at timestamptz, source text, source_key text, data jsonb)
    on conflict (source, source_key) where source is not null do nothing
    returning seq, id`.execute(tx.db);
  const seqOf = new Map(inserted.rows.map((row) => [row.id, row.seq]));
  return events.flatMap((event, index): StoredEvent[] => {
    const seq = seqOf.get(event.id);
    if (seq === undefined) return [];
    const { id, subject, at } = event;
    return [{ seq, id, type: event.fact.type, subject, at, recordedAt, actor, data: rows[index]?.data }];
  });
}
