import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { orderPlaced } from "../orders/index.ts";
import { returnRecorded } from "../returns/index.ts";
import { foldEvent } from "./fold-event.ts";
import { emptyProfile, type ProfileState } from "./profile-state.ts";
import { type PersonEvent, personEvents } from "./replay-profile.ts";

/** One return of the past as it looked when it happened, and what came of it. */
export interface ReturnVisit {
  /** The account, or the guest who belongs to none. */
  readonly personId: string;
  readonly event: PersonEvent;
  /** The state just before the return, and just after it. Neither holds anything that happened later. */
  readonly before: ProfileState;
  readonly after: ProfileState;
  /** The first order placed at a later instant; absent when there is none yet. The outcome, never a feature. */
  readonly nextOrderAt?: Date;
}

const personsAtOnce = 500;

/**
 * Every recorded return with the profile of its moment, person by person in the order of their ids, each person's returns
 * in the order in which they happened. One pass over the events; no more than some hundred persons in memory at a time.
 */
export async function* walkProfiles(tx: DatabaseTx): AsyncGenerator<ReturnVisit> {
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from shoppers where merged_into is null and id > ${last} order by id limit ${personsAtOnce}`.execute(
      tx.db,
    );
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
    const events = await personEvents(
      tx,
      rows.map((row) => row.id),
    );
    const histories = Map.groupBy(events, (event) => event.personId);
    for (const { id } of rows) yield* returnsOf(histories.get(id) ?? []);
  }
}

function* returnsOf(history: readonly PersonEvent[]): Generator<ReturnVisit> {
  const orders = history.filter((event) => event.type === orderPlaced.type);
  let state = emptyProfile;
  let upcoming = 0;
  for (const event of history) {
    const before = state;
    state = foldEvent(state, event);
    if (event.type !== returnRecorded.type) continue;
    let next = orders[upcoming];
    while (next && next.at <= event.at) next = orders[++upcoming];
    yield { personId: event.personId, event, before, after: state, ...(next ? { nextOrderAt: next.at } : {}) };
  }
}
