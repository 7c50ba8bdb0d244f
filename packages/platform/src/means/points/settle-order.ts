import { pointsEarned, pointsReversed } from "../../facts/points/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { bookAccount } from "./book-account.ts";
import { bookEarnings } from "./book-earnings.ts";
import { bookReturns } from "./book-returns.ts";
import { holderOf } from "./holder.ts";
import { lockAccount } from "./locked-account.ts";
import { readPlacedOrder } from "./placed-order.ts";
import { schemeAt } from "./stored-scheme.ts";

/** Looks again at when the points of an order can be used, of which there is news. What nothing was earned for stays so. */
export async function reviewOrder(tx: Tx, orderId: string, now: Date): Promise<void> {
  const waiting = await tx.db
    .selectFrom("points_lots")
    .select("shopper_id")
    .where("order_id", "=", orderId)
    .where("released", "=", false)
    .executeTakeFirst();
  if (!waiting) return;
  const open = await lockAccount(tx, { shopperId: waiting.shopper_id as Id<"shp">, now, orders: [orderId] });
  if (open) await bookAccount(tx, open, "points");
}

/**
 * Brings the points of an order to what they must be: what its lines earned, and what has come back of them since. What is
 * booked already stays, so that it can be asked for at every news of the order, again, and in any order: reactions to an
 * order and to its return do not wait for each other. A purchase that the scheme of its day does not count earns nothing.
 */
export async function settleOrder(tx: Tx, orderId: string, now: Date): Promise<void> {
  const order = await readPlacedOrder(tx, orderId);
  const terms = order && (await schemeAt(tx, order.placedAt));
  if (!terms || order.currency !== terms.scheme.currency) return;
  const shopperId = await holderOf(tx, order.shopperId);
  if (!shopperId) return;
  const open = await lockAccount(tx, { shopperId, now, orders: [orderId] });
  if (!open) return;
  const earned = await bookEarnings(tx, open, order, terms);
  const reversed = await bookReturns(tx, open, orderId);
  await bookAccount(tx, open, "points");
  const subject = { subject: shopperId, at: now };
  await tx.append(
    ...(earned ? [pointsEarned({ ...subject, data: { shopperId, orderId: order.id, ...earned } })] : []),
    ...reversed.map((taken) => pointsReversed({ ...subject, data: { shopperId, orderId: order.id, ...taken } })),
  );
}
