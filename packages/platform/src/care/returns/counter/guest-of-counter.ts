import { shopperRecorded } from "../../../facts/shoppers/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { type Id, newId } from "../../../foundation/ids/index.ts";

/**
 * Somebody at the counter of whom nothing is known: who brings a gift, or something without a receipt. A guest of their own, so that what they
 * bring is nobody else's return.
 */
export async function guestOfCounter(tx: Tx, clock: Clock): Promise<Id<"shp">> {
  const shopperId = newId<"shp">();
  await tx.db
    .insertInto("shoppers")
    .values({ id: shopperId, kind: "guest", source: "counter", key: shopperId })
    .execute();
  await tx.append(shopperRecorded({ subject: shopperId, at: clock.now(), data: { shopperId, kind: "guest" } }));
  return shopperId;
}
