import { isLocale } from "@aftercare/messages";
import { sql } from "kysely";
import { messageDropped } from "../../facts/messages/index.ts";
import { readPace } from "../../facts/retailer/index.ts";
import { type Clock, speedAt } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { type BuiltMessage, buildMessage, writingIn } from "./build-message.ts";
import { judgeMessage, type Message } from "./judge-message.ts";
import { linksOf } from "./links.ts";
import type { DroppedBecause, Verdict } from "./may-send.ts";
import { messageProcess } from "./message.ts";
import { aboutMessage } from "./message-event.ts";
import type { Links } from "./message-kind.ts";
import type { PostOffice } from "./post-office.ts";
import { addressOf, type Recipient, readRecipient } from "./recipient.ts";
import { markSent } from "./record-outcome.ts";
import { readSettings } from "./settings.ts";
import type { Outgoing } from "./transport.ts";

/**
 * Decides about a claimed message at the moment at which it could leave, and makes it. One that is held, dropped or delivered to the inbox is
 * settled here; undefined then. Otherwise it is answered as it goes out once this transaction has committed.
 */
export async function clearMessage(tx: Tx, office: PostOffice, id: string): Promise<Outgoing | undefined> {
  const message = await tx.db.selectFrom("messages").selectAll().where("id", "=", id).executeTakeFirst();
  if (message?.state !== "sending") return undefined;
  const kind = office.kinds.find(({ name }) => name === message.kind);
  if (kind === undefined) throw new Error(`no kind of message named ${message.kind} in this release`);
  const recipient = await readRecipient(tx, message.shopper_id);
  const verdict = await judgeMessage(tx, { message, kind, recipient, now: office.clock.now() });
  if (verdict.say === "hold") return hold(tx, office.clock, message, verdict);
  if (verdict.say === "drop") return drop(tx, office.clock, message, verdict.because);
  const { shopper_id: shopperId, channel, purpose } = message;
  const orderId = await ownOrderOf(tx, message, recipient);
  const links = await linksOf(tx, office.publicUrl, { shopperId, orderId, channel, purpose }, office.clock.real());
  const writing = await writingIn(tx, isLocale(message.locale) ? message.locale : "en", links);
  const document = await kind.write({ tx, clock: office.clock }, writing, message.values);
  if (document === null) return drop(tx, office.clock, message, "over");
  const built = await buildMessage(document, writing, message);
  const to = addressOf(recipient, channel);
  if (await isErasedNow(tx, recipient)) return drop(tx, office.clock, message, "erased");
  await keepContent(tx, message, { ...built, address: to, now: office.clock.now() });
  if (to === undefined) return deliverToInbox(tx, office.clock, message);
  const { replyTo } = await readSettings(tx);
  return {
    messageId: toWire("msg", id),
    channel,
    to,
    fromName: writing.shop,
    replyTo,
    ...built,
    headers: headersOf(links),
  };
}

/** Where the reader is led: to an order of their own alone. What somebody else had bought, such as a gift that came back, is nobody's page but the buyer's. */
async function ownOrderOf(tx: DatabaseTx, { order_id }: Message, { family }: Recipient): Promise<string | null> {
  if (order_id === null) return null;
  const order = await tx.db
    .selectFrom("orders")
    .select("id")
    .where("id", "=", order_id)
    .where("shopper_id", "in", [...family])
    .executeTakeFirst();
  return order?.id ?? null;
}

/** Back to the queue, as if it had not been tried. `until` is business time, which can run faster than the clock on the wall. */
async function hold(
  tx: DatabaseTx,
  clock: Clock,
  { id, state, attempts }: Message,
  { until, because }: Verdict & { say: "hold" },
): Promise<undefined> {
  const real = clock.real();
  const speed = speedAt(await readPace(tx), real.getTime());
  const waits = Math.max(1_000, (until.getTime() - clock.now().getTime()) / Math.max(1, speed));
  await tx.db
    .updateTable("messages")
    .set({
      ...{ state: messageProcess.next(state, "hold"), held_because: because, lease_until: null },
      ...{ due_at: new Date(real.getTime() + waits), attempts: attempts - 1 },
    })
    .where("id", "=", id)
    .execute();
  return undefined;
}

async function drop(tx: Tx, clock: Clock, message: Message, because: DroppedBecause): Promise<undefined> {
  const state = messageProcess.next(message.state, "drop");
  await tx.db
    .updateTable("messages")
    .set({ state, dropped_because: because, held_because: null, lease_until: null })
    .where("id", "=", message.id)
    .execute();
  const { subject, data } = aboutMessage(message);
  await tx.append(messageDropped({ subject, at: clock.now(), data: { ...data, because } }));
  return undefined;
}

async function deliverToInbox(tx: Tx, clock: Clock, message: Message): Promise<undefined> {
  await markSent(tx, clock, message, "inbox");
  return undefined;
}

/** An erasure that runs at the same time waits for this lock, and then deletes what is kept below; one that came first is seen. */
async function isErasedNow(tx: DatabaseTx, { family }: Recipient): Promise<boolean> {
  const { rows } = await sql<{ erased: boolean }>`
    select erased_at is not null as erased from shoppers where id = any(${[...family]}::uuid[])
    order by id for share`.execute(tx.db);
  return rows.some(({ erased }) => erased);
}

interface Kept extends BuiltMessage {
  readonly address: string | undefined;
  readonly now: Date;
}

/** Written again by every try: what is kept is what was sent last. From here on the message counts against the caps. */
async function keepContent(
  tx: DatabaseTx,
  { id, shopper_id }: Message,
  { address, subject, html, text, now }: Kept,
): Promise<void> {
  const content = {
    address: address ?? null,
    subject: subject ?? null,
    html: html ?? null,
    body: text,
    stored_at: now,
  };
  await tx.db
    .insertInto("message_contents")
    .values({ message_id: id, shopper_id, ...content })
    .onConflict((conflict) => conflict.column("message_id").doUpdateSet(content))
    .execute();
  const cleared = { cleared_at: now, held_because: null };
  await tx.db.updateTable("messages").set(cleared).where("id", "=", id).execute();
}

/** RFC 3834 keeps robots from answering; RFC 8058 lets a mail program end it with one press. */
function headersOf({ unsubscribe }: Links): Record<string, string> {
  const automatic = { "Auto-Submitted": "auto-generated" };
  if (unsubscribe === undefined) return automatic;
  return {
    ...automatic,
    "List-Unsubscribe": `<${unsubscribe}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}
