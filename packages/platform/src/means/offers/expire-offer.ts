import { z } from "zod";
import { OfferId } from "../../facts/identifiers/index.ts";
import { offerExpired } from "../../facts/offers/index.ts";
import { timer } from "../../foundation/timers/index.ts";
import { offerProcess } from "./offer.ts";
import { aboutOffer } from "./offer-event.ts";

/** Goes off when an offer's time is over; one that was used or taken back meanwhile stays as it is. */
export const expireOffer = timer(
  "offers.expire",
  z.object({ offerId: OfferId }),
  async ({ tx, clock }, { offerId }) => {
    const offer = await tx.db.selectFrom("offers").selectAll().where("id", "=", offerId).forUpdate().executeTakeFirst();
    if (offer?.state !== "issued") return;
    const state = offerProcess.next(offer.state, "expire");
    await tx.db.updateTable("offers").set({ state }).where("id", "=", offerId).execute();
    const { subject, data } = aboutOffer(offer);
    await tx.append(offerExpired({ subject, at: clock.now(), data }));
  },
);
