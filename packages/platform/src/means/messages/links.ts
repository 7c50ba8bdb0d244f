import { giftOfBearer } from "../../facts/gifts/index.ts";
import type { MessageChannel, MessagePurpose } from "../../facts/messages/index.ts";
import { signed } from "../../foundation/auth/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Links } from "./message-kind.ts";

const dayMs = 86_400_000;
/** As long as people come back to a message about an order. */
const orderLinkDays = 90;
/** Mail lies around; whoever finds it two years later can still say that they want no more of it. */
const unsubscribeDays = 730;

/** The claim that keeps one link from doing another's work: a link to an order has none. */
export const unsubscribeUse = "unsubscribe";

interface Linked {
  readonly shopperId: string;
  readonly orderId: string | null;
  readonly channel: MessageChannel;
  readonly purpose: MessagePurpose;
}

/** The signed links of one message. @param publicUrl without a slash at its end; @param now real time */
export async function linksOf(
  tx: DatabaseTx,
  publicUrl: string,
  { shopperId, orderId, channel, purpose }: Linked,
  now: Date,
): Promise<Links> {
  const until = (days: number) => now.getTime() + days * dayMs;
  // Whoever was given something of an order sees the gift, and nothing of the order.
  const giftId = orderId === null ? undefined : await giftOfBearer(tx, { orderId, shopperId });
  const about = giftId === undefined ? orderId && { orderId } : { giftId };
  const order = about && (await signed(tx, { ...about, shopperId, expiresAt: until(orderLinkDays) }, now));
  const claims = { use: unsubscribeUse, shopperId, channel, purpose, expiresAt: until(unsubscribeDays) };
  const unsubscribe = purpose === "service" ? undefined : await signed(tx, claims, now);
  return {
    ...(order && { order: `${publicUrl}/l/${order}` }),
    ...(unsubscribe !== undefined && { unsubscribe: `${publicUrl}/u/${unsubscribe}` }),
  };
}
