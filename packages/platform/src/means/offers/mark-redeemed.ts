import { offerRedeemed } from "../../facts/offers/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { cancelTimer } from "../../foundation/timers/index.ts";
import { expireOffer } from "./expire-offer.ts";
import { offerProcess } from "./offer.ts";
import { aboutOffer } from "./offer-event.ts";
import type { Offer } from "./offer-view.ts";

interface Redemption {
  readonly at: Date;
  readonly storeId?: Id<"sto"> | undefined;
  readonly orderId?: Id<"ord"> | undefined;
  /** The shop's own number of the purchase. */
  readonly purchase?: { readonly source: string; readonly number: string } | undefined;
  /** What it took off the price; undefined where nobody said what was bought. */
  readonly given?: bigint | undefined;
}

/** Marks a locked offer as used and appends the fact. @throws illegal-transition (409) for one that is not open */
export async function markRedeemed(tx: Tx, offer: Offer, redemption: Redemption): Promise<Offer> {
  const { at, storeId, orderId, purchase, given } = redemption;
  const redeemed = await tx.db
    .updateTable("offers")
    .set({
      state: offerProcess.next(offer.state, "redeem"),
      redeemed_at: at,
      redeemed_store_id: storeId ?? null,
      redeemed_order_id: orderId ?? null,
      purchase_source: purchase?.source ?? null,
      purchase_number: purchase?.number ?? null,
      given: given ?? null,
    })
    .where("id", "=", offer.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await cancelTimer(tx, expireOffer, offer.id);
  const { subject, data } = aboutOffer(offer);
  const where = {
    ...(storeId !== undefined && { storeId }),
    ...(orderId !== undefined && { orderId }),
    ...(purchase && { purchase }),
    ...(given !== undefined && { given }),
  };
  await tx.append(offerRedeemed({ subject, at, data: { ...data, ...where } }));
  return redeemed;
}
