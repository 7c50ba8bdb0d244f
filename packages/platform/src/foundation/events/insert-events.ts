import { sql } from "kysely";
import pg from "pg";
import { type CopyRow, copyRows, type DatabaseTx } from "../database/index.ts";
import type { NewEvent, StoredEvent } from "./fact.ts";

/** From so many events on, COPY is faster than an INSERT. */
const MANY = 50;

/** Writes events. Those whose origin is known already, or stood earlier in the same list, are left out of the answer. */
export async function insertEvents(
  tx: DatabaseTx,
  events: readonly NewEvent[],
  actor: string,
  recordedAt: Date,
): Promise<StoredEvent[]> {
  const encoded = events.map((event) => ({ event, data: event.fact.encode(event.data) }));
  const seqOf =
    events.length < MANY
      ? await insertFew(tx, encoded, actor, recordedAt)
      : await insertMany(tx, encoded, actor, recordedAt);
  return encoded.flatMap(({ event: { id, fact, subject, at }, data }): StoredEvent[] => {
    const seq = seqOf.get(id);
    return seq === undefined ? [] : [{ seq, id, type: fact.type, subject, at, recordedAt, actor, data }];
  });
}

interface EncodedEvent {
  readonly event: NewEvent;
  /** In wire form. */
  readonly data: unknown;
}

async function insertFew(
  tx: DatabaseTx,
  encoded: readonly EncodedEvent[],
  actor: string,
  recordedAt: Date,
): Promise<Map<string, bigint>> {
  const rows = encoded.map(({ event: { id, fact, subject, at, origin }, data }) => {
    return { id, type: fact.type, subject, at, source: origin?.source, source_key: origin?.key, data };
  });
  const inserted = await sql<{ seq: bigint; id: string }>`
    insert into events (id, type, subject, at, recorded_at, actor, source, source_key, data)
    select id, type, subject, at, ${recordedAt}, ${actor}, source, source_key, data
    from json_to_recordset(${JSON.stringify(rows)}::json) as r
      (id uuid, type text, subject uuid, at timestamptz, source text, source_key text, data json)
    on conflict (source, source_key) where source is not null do nothing
    returning seq, id`.execute(tx.db);
  return new Map(inserted.rows.map((row) => [row.id, row.seq]));
}

const columns = ["seq", "id", "type", "subject", "at", "recorded_at", "actor", "source", "source_key", "data"];

/**
 * COPY knows no ON CONFLICT: what is known is looked up first. Should another transaction write the same origin between
 * the two, the attempt is undone and the INSERT, which waits for the other, has the last word.
 */
async function insertMany(
  tx: DatabaseTx,
  encoded: readonly EncodedEvent[],
  actor: string,
  recordedAt: Date,
): Promise<Map<string, bigint>> {
  const news = withoutRepeats(encoded, await knownOrigins(tx, encoded));
  const { rows } = await sql<{ seq: bigint }>`
    select nextval(pg_get_serial_sequence('events', 'seq')) as seq
    from generate_series(1, ${news.length}::int) as n order by n`.execute(tx.db);
  const seqOf = new Map(news.map(({ event }, index) => [event.id as string, rows[index]?.seq ?? 0n]));
  await sql`savepoint copy_events`.execute(tx.db);
  try {
    await copyRows(tx, "events", columns, copyLines(news, seqOf, actor, recordedAt));
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== "23505") throw error;
    await sql`rollback to savepoint copy_events`.execute(tx.db);
    return insertFew(tx, encoded, actor, recordedAt);
  }
  await sql`release savepoint copy_events`.execute(tx.db);
  return seqOf;
}

function* copyLines(
  events: readonly EncodedEvent[],
  seqOf: ReadonlyMap<string, bigint>,
  actor: string,
  recordedAt: Date,
): Generator<CopyRow> {
  for (const { event, data } of events) {
    const { id, fact, subject, at, origin } = event;
    const seq = seqOf.get(id) ?? 0n;
    const text = JSON.stringify(data);
    yield [seq, id, fact.type, subject, at, recordedAt, actor, origin?.source ?? null, origin?.key ?? null, text];
  }
}

async function knownOrigins(tx: DatabaseTx, encoded: readonly EncodedEvent[]): Promise<Set<string>> {
  const keysOf = Map.groupBy(
    encoded.flatMap(({ event }) => event.origin ?? []),
    (origin) => origin.source,
  );
  const known = new Set<string>();
  for (const [source, origins] of keysOf) {
    const { rows } = await sql<{ key: string }>`
      select source_key as key from events
      where source = ${source} and source_key = any(${origins.map((origin) => origin.key)})`.execute(tx.db);
    for (const { key } of rows) known.add(originOf(source, key));
  }
  return known;
}

function withoutRepeats(encoded: readonly EncodedEvent[], known: Set<string>): EncodedEvent[] {
  return encoded.filter(({ event: { origin } }) => {
    if (!origin) return true;
    const name = originOf(origin.source, origin.key);
    if (known.has(name)) return false;
    known.add(name);
    return true;
  });
}

function originOf(source: string, key: string): string {
  return JSON.stringify([source, key]);
}
