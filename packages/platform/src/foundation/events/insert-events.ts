import { sql } from "kysely";
import pg from "pg";
import { type CopyRow, copyRows, type DatabaseTx, statement } from "../database/index.ts";
import type { NewEvent, StoredEvent } from "./fact.ts";
import { lockSubjects, subjectLocks } from "./lock-subjects.ts";

/** From so many events on, COPY is faster than an INSERT. */
const MANY = 50;

interface How {
  readonly actor: string;
  readonly recordedAt: Date;
  /** Whether to wait for all who append for the same subjects. */
  readonly inTurn: boolean;
}

/** Writes events. Those whose origin is known already, or stood earlier in the same list, are left out of the answer. */
export async function insertEvents(tx: DatabaseTx, events: readonly NewEvent[], how: How): Promise<StoredEvent[]> {
  const { actor, recordedAt } = how;
  const encoded = events.map((event) => ({ event, data: event.fact.encode(event.data) }));
  const seqOf = events.length < MANY ? await insertFew(tx, encoded, how) : await insertMany(tx, encoded, how);
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

const appended = `json_to_recordset($1::json) as r
  (id uuid, type text, subject uuid, at timestamptz, source text, source_key text, data json)`;

/** The locks are taken before the first row, and with it the first `seq`, is drawn: the count needs all of them. */
const append = statement<
  [rows: string, recordedAt: Date, actor: string, inTurn: boolean],
  { readonly seq: bigint; readonly id: string }
>(
  "append-events",
  `with turns as materialized (
    ${subjectLocks(`select subject::text from ${appended} where $4`)}
  )
  insert into events (id, type, subject, at, recorded_at, actor, source, source_key, data)
  select id, type, subject, at, $2, $3, source, source_key, data
  from (select count(*) from turns) taken cross join ${appended}
  on conflict (source, source_key) where source is not null do nothing
  returning seq, id`,
);

async function insertFew(
  tx: DatabaseTx,
  encoded: readonly EncodedEvent[],
  { actor, recordedAt, inTurn }: How,
): Promise<Map<string, bigint>> {
  const rows = encoded.map(({ event: { id, fact, subject, at, origin }, data }) => {
    return { id, type: fact.type, subject, at, source: origin?.source, source_key: origin?.key, data };
  });
  const inserted = await append(tx, JSON.stringify(rows), recordedAt, actor, inTurn);
  return new Map(inserted.map((row) => [row.id, row.seq]));
}

const columns = ["seq", "id", "type", "subject", "at", "recorded_at", "actor", "source", "source_key", "data"];

/**
 * COPY knows no ON CONFLICT: what is known is looked up first. Should another transaction write the same origin between
 * the two, the attempt is undone and the INSERT, which waits for the other, has the last word.
 */
async function insertMany(tx: DatabaseTx, encoded: readonly EncodedEvent[], how: How): Promise<Map<string, bigint>> {
  const { actor, recordedAt, inTurn } = how;
  if (inTurn)
    await lockSubjects(
      tx,
      encoded.map(({ event }) => event.subject),
    );
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
    return insertFew(tx, encoded, how);
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
