import type { z } from "zod";
import { labelsOf } from "../../facts/persons/index.ts";
import { readPace } from "../../facts/retailer/index.ts";
import { type Clock, speedAt } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { Message } from "./judge-message.ts";
import type { MessageView } from "./message.contract.ts";

type View = z.output<typeof MessageView>;

/** Messages as they are listed, each with the person it is for. */
export async function viewMessages(tx: DatabaseTx, clock: Clock, messages: readonly Message[]): Promise<View[]> {
  const inBusinessTime = await businessTimes(tx, clock);
  const labels = await labelsOf(
    tx,
    messages.map(({ shopper_id }) => shopper_id),
  );
  return messages.map((message) => {
    const { id, shopper_id, order_id, kind, purpose, channel, locale, state, attempts } = message;
    const shopper = labels.get(shopper_id);
    return {
      ...{
        messageId: id as Id<"msg">,
        shopperId: shopper_id as Id<"shp">,
        kind,
        purpose,
        channel,
        locale,
        state,
        attempts,
      },
      queuedAt: message.queued_at,
      ...(shopper && { shopper }),
      ...(order_id !== null && { orderId: order_id as Id<"ord"> }),
      ...(state === "queued" && { dueAt: inBusinessTime(message.due_at) }),
      ...(message.held_because !== null && { heldBecause: message.held_because }),
      ...(message.dropped_because !== null && { droppedBecause: message.dropped_because }),
      ...(message.sent_at !== null && { sentAt: message.sent_at }),
      ...(message.provider !== null && { provider: message.provider }),
      ...(message.failure !== null && { failure: message.failure }),
    };
  });
}

/** The queue runs on the clock on the wall, people and all other times on business time, which can run faster and elsewhere. */
async function businessTimes(tx: DatabaseTx, clock: Clock): Promise<(due: Date) => Date> {
  const [now, real] = [clock.now().getTime(), clock.real().getTime()];
  const speed = speedAt(await readPace(tx), real);
  return (due) => new Date(now + (due.getTime() - real) * speed);
}

/** Locks one message until the transaction ends. @throws not-found */
export async function lockMessage(tx: DatabaseTx, id: string): Promise<Message> {
  const row = await tx.db.selectFrom("messages").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (!row) throw notFound({ field: "messageId" });
  return row;
}

/** One message as it stands now. @throws not-found */
export async function viewMessage(tx: DatabaseTx, clock: Clock, id: string): Promise<View> {
  const row = await tx.db.selectFrom("messages").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw notFound({ field: "messageId" });
  const [view] = await viewMessages(tx, clock, [row]);
  return view!;
}
