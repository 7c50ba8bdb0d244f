import type { Operation } from "../../foundation/operations/index.ts";
import { cancelRedemptionOperation } from "./cancel-redemption.ts";
import { findOfferOperation } from "./find-offer.ts";
import { offersLiabilityOperation } from "./liability/index.ts";
import { listOffersOperation } from "./list-offers.ts";
import { listOffersOfOrderOperation } from "./list-offers-of-order.ts";
import { quoteOffersOperation } from "./quote-offers.ts";
import { redeemForPurchaseOperation } from "./redeem-for-purchase.ts";
import { redeemOfferOperation } from "./redeem-offer.ts";
import { revokeOfferOperation } from "./revoke-offer.ts";

export { expireOffer } from "./expire-offer.ts";
export { issueOffer, type NewOffer } from "./issue-offer.ts";
export { listOffersOfOrderOperation } from "./list-offers-of-order.ts";
export { viewOffer } from "./offer-view.ts";
export { offerReactions } from "./reactions.ts";
export { redeemForPurchaseOperation } from "./redeem-for-purchase.ts";

import "./offer-table.ts";

export const offerOperations: readonly Operation[] = [
  findOfferOperation,
  redeemOfferOperation,
  revokeOfferOperation,
  listOffersOfOrderOperation,
  quoteOffersOperation,
  redeemForPurchaseOperation,
  cancelRedemptionOperation,
  listOffersOperation,
  offersLiabilityOperation,
];
