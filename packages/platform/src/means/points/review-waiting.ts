import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Lot } from "./account.ts";
import { readPlacedOrder } from "./placed-order.ts";
import { schemeAt } from "./stored-scheme.ts";
import { usableFrom } from "./usable-from.ts";

interface Reviewing {
  readonly now: Date;
  readonly timeZone: string;
  /** Orders of which there is news: their points are looked at before their day. */
  readonly orders: readonly string[];
}

/**
 * Looks again at points whose day has come, before anybody uses them: whether the goods can really no longer be returned. Tiers rise, policies change and
 * parcels are late after a purchase, and none of these has to know of points.
 * @returns lots that are usable for good from now on, or from another day
 */
export async function reviewWaiting(tx: DatabaseTx, lots: readonly Lot[], given: Reviewing): Promise<Lot[]> {
  const { now, timeZone, orders } = given;
  const waiting = lots.filter(
    ({ released, remaining, orderId, availableAt }) =>
      !released && remaining > 0n && orderId !== undefined && (availableAt <= now || orders.includes(orderId)),
  );
  const reviewed: Lot[] = [];
  for (const [orderId, of] of Map.groupBy(waiting, (lot) => lot.orderId!)) {
    const order = await readPlacedOrder(tx, orderId);
    const terms = order && (await schemeAt(tx, order.placedAt));
    // A scheme that was switched off since: what was earned stays as it was.
    const from =
      order && terms
        ? await usableFrom(tx, { orderId, placedAt: order.placedAt, now, timeZone, scheme: terms.scheme })
        : undefined;
    for (const lot of of) {
      const availableAt = from && lot.line !== undefined ? from(lot.line, lot.expiresAt) : lot.availableAt;
      const released = availableAt <= now;
      if (released || availableAt.getTime() !== lot.availableAt.getTime())
        reviewed.push({ ...lot, availableAt, released });
    }
  }
  return reviewed;
}
