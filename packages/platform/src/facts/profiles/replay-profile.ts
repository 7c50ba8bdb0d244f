import { type DatabaseTx, listed, statement } from "../../foundation/database/index.ts";
import type { StoredEvent } from "../../foundation/events/index.ts";
import { foldEvent, foldedTypes } from "./fold-event.ts";
import { emptyProfile, type ProfileState } from "./profile-state.ts";

/** Where an event stands in its person's history. */
export type Position = Pick<StoredEvent, "at" | "seq">;

export interface PersonEvent extends Position {
  /** The account, or the guest who belongs to none; the event itself may have been a merged guest's. */
  readonly personId: string;
  readonly type: string;
  readonly data: unknown;
}

/** Negative when `a` comes first. Ties in time fall in the order of appending. */
export function byPosition(a: Position, b: Position): number {
  return a.at.getTime() - b.at.getTime() || (a.seq < b.seq ? -1 : a.seq > b.seq ? 1 : 0);
}

/** The subjects as an array and not as a join: by an array the index is taken, however little is known of the tables yet. */
const eventsToFold = statement<[personIds: readonly string[]], PersonEvent>(
  "events-to-fold",
  `select coalesce((select merged_into from shoppers where id = subject), subject) as "personId", type, at, seq, data
  from events
  where type in (${foldedTypes.map((type) => `'${type}'`).join(", ")})
    and subject = any(array(
      select unnest($1::uuid[]) union all select id from shoppers where merged_into = any(${listed("$1")})))
  order by at, seq`,
);

/** The events of these persons that change a profile, each person's in the order in which they are folded. */
export function personEvents(tx: DatabaseTx, personIds: readonly string[]): Promise<PersonEvent[]> {
  return eventsToFold(tx, personIds);
}

/** The state from all of a person's events, without looking at what is stored. */
export async function replayProfile(tx: DatabaseTx, shopperId: string): Promise<ProfileState> {
  return (await eventsAround(tx, shopperId)).reduce(foldEvent, emptyProfile);
}

/** The state just before an event: what could be known when it happened, however much has happened since. */
export async function profileBefore(tx: DatabaseTx, shopperId: string, event: Position): Promise<ProfileState> {
  const events = await eventsAround(tx, shopperId);
  return events.filter((earlier) => byPosition(earlier, event) < 0).reduce(foldEvent, emptyProfile);
}

/** The state just after an event, the event included. */
export async function profileThrough(tx: DatabaseTx, shopperId: string, event: Position): Promise<ProfileState> {
  const events = await eventsAround(tx, shopperId);
  return events.filter((earlier) => byPosition(earlier, event) <= 0).reduce(foldEvent, emptyProfile);
}

async function eventsAround(tx: DatabaseTx, shopperId: string): Promise<PersonEvent[]> {
  const shopper = await tx.db
    .selectFrom("shoppers")
    .select("merged_into")
    .where("id", "=", shopperId)
    .executeTakeFirst();
  return personEvents(tx, [shopper?.merged_into ?? shopperId]);
}
