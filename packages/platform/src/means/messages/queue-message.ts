import type { z } from "zod";
import { readPace } from "../../facts/retailer/index.ts";
import { businessTimeAt, type Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { messageProcess } from "./message.ts";
import type { MessageKind } from "./message-kind.ts";
import { readRecipient } from "./recipient.ts";

interface Telling<Values> {
  readonly shopperId: string;
  /** The order that it is about: the reader is led to its page if it is theirs. */
  readonly orderId?: string | undefined;
  /** What it is about: told once for each shopper and channel. */
  readonly key: string;
  readonly values: Values;
  /** Business time after which it is worth nothing. */
  readonly notAfter?: Date | undefined;
}

/**
 * Puts a message into the queue, once over each channel of its kind that reaches the shopper. The same key again changes nothing, whoever asks
 * and however often. Whether it leaves is decided when it is its turn.
 */
export async function queueMessage<Values extends z.ZodType>(
  tx: DatabaseTx,
  clock: Clock,
  kind: MessageKind<Values>,
  { shopperId, orderId, key, values, notAfter }: Telling<z.output<Values>>,
): Promise<void> {
  // The clock that hears of it can live through a past that the house has behind itself, as the sample retailer's people do: what would
  // come too late today is not told at all.
  const today = businessTimeAt(await readPace(tx), clock.real().getTime());
  if (notAfter !== undefined && notAfter.getTime() <= today) return;
  const { locale, phone } = await readRecipient(tx, shopperId);
  const channels = kind.channels.filter((channel) => channel !== "sms" || phone !== undefined);
  if (channels.length === 0) return;
  const stored = JSON.stringify(kind.values.encode(values));
  await tx.db
    .insertInto("messages")
    .values(
      channels.map((channel) => ({
        ...{ id: newId<"msg">(), shopper_id: shopperId, order_id: orderId ?? null },
        ...{ kind: kind.name, purpose: kind.purpose, channel, key, locale, values: stored },
        ...{ state: messageProcess.initial, held_because: null, dropped_because: null },
        ...{ queued_at: clock.now(), due_at: clock.real(), lease_until: null, not_after: notAfter ?? null },
        ...{ cleared_at: null, sent_at: null, provider: null, failure: null },
      })),
    )
    .onConflict((conflict) => conflict.columns(["kind", "key", "channel", "shopper_id"]).doNothing())
    .execute();
}
