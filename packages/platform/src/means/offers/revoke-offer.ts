import { offerRevoked } from "../../facts/offers/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { cancelTimer } from "../../foundation/timers/index.ts";
import { expireOffer } from "./expire-offer.ts";
import { lockOffer } from "./lock-offer.ts";
import { revokeOffer } from "./offer.contract.ts";
import { offerProcess } from "./offer.ts";
import { aboutOffer } from "./offer-event.ts";
import { viewOffer } from "./offer-view.ts";

export const revokeOfferOperation = operation(revokeOffer, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx, clock }, { code }) {
    const offer = await lockOffer(tx, code);
    const state = offerProcess.next(offer.state, "revoke");
    const revoked = await tx.db
      .updateTable("offers")
      .set({ state })
      .where("id", "=", offer.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await cancelTimer(tx, expireOffer, offer.id);
    const { subject, data } = aboutOffer(offer);
    await tx.append(offerRevoked({ subject, at: clock.now(), data }));
    return viewOffer(tx, revoked, clock.now());
  },
});
