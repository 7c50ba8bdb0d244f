import { changePermission } from "../../facts/messages/index.ts";
import { MessageChannel, MessagePurpose } from "../../facts/messages/message-words.schema.ts";
import { openSigned } from "../../foundation/auth/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Database } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { unsubscribeUse } from "./links.ts";

/** Nobody can end being told what happens to their purchases. */
const Endable = MessagePurpose.exclude(["service"]);

/** What a link in a message can end. */
export interface Unsubscribing {
  readonly shopperId: string;
  readonly channel: MessageChannel;
  readonly purpose: "care" | "guide" | "marketing";
}

/** What a signed text ends; undefined when it is over, altered, or was made for something else, such as opening an order. */
export async function openUnsubscribing(
  db: Database["kysely"],
  token: string,
  now: Date,
): Promise<Unsubscribing | undefined> {
  const claims = await openSigned(db, token, now);
  if (claims?.["use"] !== unsubscribeUse || typeof claims["shopperId"] !== "string") return undefined;
  const channel = MessageChannel.safeParse(claims["channel"]);
  const purpose = Endable.safeParse(claims["purpose"]);
  if (!channel.success || !purpose.success) return undefined;
  return { shopperId: claims["shopperId"], channel: channel.data, purpose: purpose.data };
}

/** Ends it, whoever has the link; twice is once. @param origin whether a person pressed a button or their mail program did */
export async function unsubscribe(
  tx: Tx,
  clock: Clock,
  wanted: Unsubscribing,
  origin: "unsubscribe-link" | "one-click",
): Promise<void> {
  await changePermission(tx, { ...wanted, granted: false, at: clock.now(), origin });
}
