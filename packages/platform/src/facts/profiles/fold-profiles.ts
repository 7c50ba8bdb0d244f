import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { AppendListener, StoredEvent } from "../../foundation/events/index.ts";
import { lockPersons } from "../persons/index.ts";
import { foldEvent, foldedTypes } from "./fold-event.ts";
import { emptyProfile, type ProfileState } from "./profile-state.ts";
import { byPosition, type PersonEvent, type Position, personEvents } from "./replay-profile.ts";

interface Folded {
  readonly state: ProfileState;
  readonly through: Position;
}

/**
 * Keeps `profiles` up in the transaction that appends: whoever sees an event sees the profile that counts it. One load
 * and one write however many events and shoppers, because importing years of history comes through here. An event that
 * happened before what is already folded calls for a new fold of that person from the start.
 */
export const foldProfiles: AppendListener = async (tx, { events }) => {
  const relevant = events.filter((event) => foldedTypes.includes(event.type));
  if (relevant.length === 0) return;
  const personOf = await lockPersons(
    tx,
    relevant.map((event) => event.subject),
  );
  const news = Map.groupBy(relevant, (event) => personOf.get(event.subject) ?? event.subject);
  const known = await readStored(tx, [...news.keys()]);
  const folded = new Map<string, Folded>();
  const late: string[] = [];
  for (const [person, unordered] of news) {
    const arrived = unordered.toSorted(byPosition);
    const stored = known.get(person);
    if (stored && arrived[0] && byPosition(arrived[0], stored.through) < 0) late.push(person);
    else folded.set(person, foldAll(stored?.state ?? emptyProfile, arrived));
  }
  await refold(tx, late, folded);
  await writeStored(tx, folded);
};

/** Folds a person anew from all events, after a merge has made the guest's events part of the account's history. */
export async function refoldProfile(tx: DatabaseTx, shopperId: string): Promise<void> {
  const person = (await lockPersons(tx, [shopperId])).get(shopperId) ?? shopperId;
  const folded = new Map<string, Folded>();
  await refold(tx, [person], folded);
  await writeStored(tx, folded);
  await sql`
    delete from profiles p using shoppers guest
    where guest.merged_into = ${person} and p.shopper_id = guest.id`.execute(tx.db);
}

async function refold(tx: DatabaseTx, persons: readonly string[], into: Map<string, Folded>): Promise<void> {
  if (persons.length === 0) return;
  const events = Map.groupBy(await personEvents(tx, persons), (event) => event.personId);
  for (const [person, history] of events) into.set(person, foldAll(emptyProfile, history));
}

function foldAll(start: ProfileState, events: readonly (StoredEvent | PersonEvent)[]): Folded {
  const last = events.at(-1);
  if (!last) throw new RangeError("a fold needs at least one event");
  return { state: events.reduce(foldEvent, start), through: { at: last.at, seq: last.seq } };
}

/** A statement of its own after the locks: only then does it see what those who held them before have written. */
async function readStored(tx: DatabaseTx, persons: readonly string[]): Promise<Map<string, Folded>> {
  const { rows } = await sql<{ shopper_id: string; state: ProfileState; through_at: Date; through_seq: bigint }>`
    select shopper_id, state, through_at, through_seq from profiles
    where shopper_id = any(${persons}::uuid[])`.execute(tx.db);
  return new Map(
    rows.map((row) => [row.shopper_id, { state: row.state, through: { at: row.through_at, seq: row.through_seq } }]),
  );
}

async function writeStored(tx: DatabaseTx, folded: ReadonlyMap<string, Folded>): Promise<void> {
  if (folded.size === 0) return;
  const rows = [...folded].map(([shopper_id, { state, through }]) => ({
    shopper_id,
    state,
    through_at: through.at.toISOString(),
    through_seq: through.seq.toString(),
  }));
  await sql`
    insert into profiles (shopper_id, state, through_at, through_seq)
    select shopper_id, state, through_at, through_seq
    from json_to_recordset(${JSON.stringify(rows)}::json) as r
      (shopper_id uuid, state json, through_at timestamptz, through_seq bigint)
    on conflict (shopper_id) do update
    set state = excluded.state, through_at = excluded.through_at, through_seq = excluded.through_seq`.execute(tx.db);
}
