import { messageBounced, messageSent } from "../../facts/messages/index.ts";
import { backOff, lastAttempt } from "../../foundation/attempts/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { scheduleTimer } from "../../foundation/timers/index.ts";
import { failureWords } from "./failure-words.ts";
import { forgetContents, forgetting } from "./forget-contents.ts";
import type { Message } from "./judge-message.ts";
import { messageProcess } from "./message.ts";
import { aboutMessage } from "./message-event.ts";
import { suppressAddress } from "./suppress.ts";
import type { Delivery, MessageTransport } from "./transport.ts";

/** Writes down what came of one try. A message that is no longer being sent, because somebody else settled it, stays as it is. */
export async function recordOutcome(
  tx: Tx,
  clock: Clock,
  {
    id,
    to,
    transport,
  }: { readonly id: string; readonly to: string | undefined; readonly transport?: MessageTransport },
  delivery: Delivery,
): Promise<void> {
  const message = await tx.db.selectFrom("messages").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (message?.state !== "sending") return;
  switch (delivery.outcome) {
    case "accepted":
      return markSent(tx, clock, message, transport?.name ?? "outbox");
    case "refused":
      return markBounced(tx, clock, message, { to, ...delivery });
    case "later":
      return tryLater(tx, clock, message, delivery.detail);
  }
}

/** A message has left. */
export async function markSent(tx: Tx, clock: Clock, message: Message, provider: string): Promise<void> {
  const at = clock.now();
  const { subject, data } = aboutMessage(message);
  await tx.append(messageSent({ subject, at, data }));
  await tx.db
    .updateTable("messages")
    .set({
      ...{ state: messageProcess.next(message.state, "deliver"), sent_at: at, provider },
      ...{ lease_until: null, failure: null },
    })
    .where("id", "=", message.id)
    .execute();
  await scheduleTimer(tx, forgetContents, forgetting(at));
}

/** A message came back. `permanent`: nothing more is sent to the address. */
export async function markBounced(
  tx: Tx,
  clock: Clock,
  message: Message,
  { to, permanent, detail }: { readonly to: string | undefined; readonly permanent: boolean; readonly detail: string },
): Promise<void> {
  const at = clock.now();
  const { subject, data } = aboutMessage(message);
  await tx.append(messageBounced({ subject, at, data: { ...data, permanent } }));
  await tx.db
    .updateTable("messages")
    .set({ state: messageProcess.next(message.state, "bounce"), failure: failureWords(detail), lease_until: null })
    .where("id", "=", message.id)
    .execute();
  if (permanent && to !== undefined) await suppressAddress(tx, to, "bounced", { at, messageId: message.id });
}

async function tryLater(tx: Tx, clock: Clock, { id, state, attempts }: Message, detail: string): Promise<void> {
  const over = attempts >= lastAttempt;
  const due = over ? {} : { due_at: new Date(clock.real().getTime() + backOff(attempts) * 1000) };
  await tx.db
    .updateTable("messages")
    .set({
      ...{ state: messageProcess.next(state, over ? "fail" : "try-later"), failure: failureWords(detail) },
      ...{ lease_until: null, ...due },
    })
    .where("id", "=", id)
    .execute();
}
