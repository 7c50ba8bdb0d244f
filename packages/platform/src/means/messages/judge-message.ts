import { type Selectable, sql } from "kysely";
import { readPermissions } from "../../facts/messages/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type SellingGate, sellingGateOf } from "../../judgement/contact/index.ts";
import { maySend, type Verdict } from "./may-send.ts";
import type { MessageKind } from "./message-kind.ts";
import type { MessageTable } from "./message-tables.ts";
import { addressOf, type Recipient } from "./recipient.ts";
import { isEnabled, readSettings } from "./settings.ts";
import { isSuppressed } from "./suppress.ts";
import { zonesOf } from "./zone-of.ts";

export type Message = Selectable<MessageTable>;

/** Names this kind of lock among all others; the number itself means nothing. */
const RECIPIENT_LOCKS = 1_297_302_854;
const weekMs = 7 * 86_400_000;

/** Reads all that decides about a message now, and says what it comes to. Takes turns over the person until the transaction ends. */
export async function judgeMessage(tx: DatabaseTx, { message, kind, recipient, now }: Judged): Promise<Verdict> {
  // Two messages to one person would otherwise both find room under a cap for one.
  await sql`select pg_advisory_xact_lock(${RECIPIENT_LOCKS}, hashtext(${recipient.family[0]}))`.execute(tx.db);
  const { channel, purpose, not_after } = message;
  const settings = await readSettings(tx);
  const address = addressOf(recipient, channel);
  const said = await readPermissions(tx, recipient.family);
  const { timeZone: retailer } = await readRetailer(tx);
  return maySend({
    ...{ purpose, channel, now, erased: recipient.erased, quietHours: settings.quietHours },
    enabled: isEnabled(settings, kind),
    hasAddress: channel === "inbox" || address !== undefined,
    suppressed: address !== undefined && (await isSuppressed(tx, address)),
    permission: said.find((one) => one.channel === channel && one.purpose === purpose)?.granted,
    notAfter: not_after ?? undefined,
    gate: await gateOf(tx, message, now),
    cap: purpose === "service" ? {} : settings.caps[purpose],
    sentLately: await sentLately(tx, message, recipient, now),
    zones: { possible: zonesOf(recipient, retailer), retailer },
  });
}

interface Judged {
  readonly message: Message;
  readonly kind: MessageKind;
  readonly recipient: Recipient;
  /** Business time. */
  readonly now: Date;
}

/** Only what sells asks it. */
async function gateOf(tx: DatabaseTx, { purpose, shopper_id }: Message, now: Date): Promise<SellingGate> {
  return purpose === "marketing" ? sellingGateOf(tx, shopper_id, now) : { allowed: true };
}

/** What was cleared and has not failed since, whether or not it is on the wire yet. */
async function sentLately(
  tx: DatabaseTx,
  { id, purpose, channel }: Message,
  { family }: Recipient,
  now: Date,
): Promise<Date[]> {
  if (purpose === "service") return [];
  const rows = await tx.db
    .selectFrom("messages")
    .select("cleared_at")
    .where("shopper_id", "in", [...family])
    .where("purpose", "=", purpose)
    .where("channel", "=", channel)
    .where("state", "in", ["sending", "sent", "bounced", "complained"])
    .where("id", "<>", id)
    .where("cleared_at", ">", new Date(now.getTime() - weekMs))
    .execute();
  return rows.flatMap(({ cleared_at }) => cleared_at ?? []);
}
