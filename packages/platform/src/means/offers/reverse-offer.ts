import { offerReversed } from "../../facts/offers/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { scheduleTimer } from "../../foundation/timers/index.ts";
import { expireOffer } from "./expire-offer.ts";
import { endOfDayAfter, offerProcess } from "./offer.ts";
import { aboutOffer } from "./offer-event.ts";
import type { Offer } from "./offer-view.ts";

const unused = {
  ...{ redeemed_at: null, redeemed_store_id: null, redeemed_order_id: null },
  ...{ purchase_source: null, purchase_number: null, given: null },
};

/**
 * Undoes the use of a locked offer. After a return it counts once more, once in its life and if its program says so: until the end of its time
 * and the days of grace. A purchase that never came about took nothing from it: it goes on as it was, for the rest of its time.
 */
export async function reverseOffer(
  tx: Tx,
  offer: Offer,
  { cause, now }: { readonly cause: "returned" | "cancelled"; readonly now: Date },
): Promise<Offer> {
  const { timeZone } = await readRetailer(tx);
  const until = cause === "cancelled" ? offer.expires_at : endOfDayAfter(offer.expires_at, offer.grace_days, timeZone);
  const allowed = cause === "cancelled" || (offer.reinstate && offer.reinstated_at === null);
  const again = allowed && until > now;
  const change = again
    ? {
        state: offerProcess.next(offer.state, "reinstate"),
        ...unused,
        expires_at: until,
        ...(cause === "returned" && { reinstated_at: now }),
      }
    : { state: offerProcess.next(offer.state, "reverse"), reversed_at: now };
  const reversed = await tx.db
    .updateTable("offers")
    .set(change)
    .where("id", "=", offer.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const { subject, data } = aboutOffer(offer);
  if (again)
    await scheduleTimer(tx, expireOffer, { key: offer.id, subject, at: until, data: { offerId: data.offerId } });
  const { redeemed_order_id: orderId, purchase_source: source, purchase_number: number } = offer;
  await tx.append(
    offerReversed({
      subject,
      at: now,
      data: {
        ...data,
        ...(orderId !== null && { orderId: orderId as Id<"ord"> }),
        ...(source !== null && number !== null && { purchase: { source, number } }),
        ...{ cause, outcome: again ? "valid-again" : "over", expiresAt: reversed.expires_at },
      },
    }),
  );
  return reversed;
}
