import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { AppendListener } from "../../foundation/events/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { asksFor } from "./pattern.ts";
import type { WebhookSendingTable } from "./subscription-tables.ts";

/** How long a subscription made in another process may go unnoticed. */
const freshMs = 5_000;

interface Subscriber {
  readonly id: string;
  readonly types: readonly string[];
}

/**
 * Writes what subscribers are to be told in the transaction of the event itself: it is told if and only if it happened. A history is told to
 * nobody. Who subscribes is kept in memory for some seconds, so that appending costs nothing where nobody does.
 */
export function queueEvents(clock: Clock): AppendListener {
  let known: readonly Subscriber[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  const subscribers = async (tx: DatabaseTx) => {
    const now = clock.real().getTime();
    if (Math.abs(now - readAt) >= freshMs) {
      known = await tx.db
        .selectFrom("webhook_subscriptions")
        .select(["id", "types"])
        .where("disabled_at", "is", null)
        .execute();
      readAt = now;
    }
    return known;
  };
  return async (tx, { events, history }) => {
    if (history) return;
    const all = await subscribers(tx);
    const now = clock.real();
    const rows = events.flatMap(({ id, type, at, data }) => {
      const told = all.filter(({ types }) => asksFor(types, type));
      if (told.length === 0) return [];
      const body = bodyOf({ type, at, data });
      return told.map((subscriber) => sendingTo(subscriber.id, { type, body, eventId: id, now }));
    });
    if (rows.length > 0) await tx.db.insertInto("webhook_sendings").values(rows).execute();
  };
}

/** The body of Standard Webhooks; data in wire form, as listeners get it. */
export function bodyOf({
  type,
  at,
  data,
}: {
  readonly type: string;
  readonly at: Date;
  readonly data: unknown;
}): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), data });
}

interface Told {
  readonly type: string;
  readonly body: string;
  readonly eventId: string | null;
  readonly now: Date;
}

export function sendingTo(subscriptionId: string, { type, body, eventId, now }: Told): WebhookSendingTable {
  return {
    ...{ id: newId<"wsn">(), subscription_id: subscriptionId, type, event_id: eventId, body, state: "queued" },
    ...{ queued_at: now, due_at: now, lease_until: null, attempts: 0, sent_at: null, answered: null, failure: null },
  };
}
