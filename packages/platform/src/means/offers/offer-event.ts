import type { Id } from "../../foundation/ids/index.ts";
import { type Offer, whatIsGiven } from "./offer-view.ts";

/** What every fact about an offer carries, and the subject it is filed under. */
export function aboutOffer(offer: Offer) {
  return {
    subject: offer.shopper_id ?? offer.id,
    data: {
      offerId: offer.id as Id<"ofr">,
      ...(offer.shopper_id !== null && { shopperId: offer.shopper_id as Id<"shp"> }),
      ...(offer.decision_id !== null && { decisionId: offer.decision_id as Id<"dec"> }),
      action: offer.action,
      ...whatIsGiven(offer),
    },
  };
}
