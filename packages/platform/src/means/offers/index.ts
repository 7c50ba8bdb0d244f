import type { Operation } from "../../foundation/operations/index.ts";
import { findOfferOperation } from "./find-offer.ts";
import { listOffersOfOrderOperation } from "./list-offers-of-order.ts";
import { redeemOfferOperation } from "./redeem-offer.ts";
import { revokeOfferOperation } from "./revoke-offer.ts";

export { expireOffer } from "./expire-offer.ts";
export { issueOffer, type NewOffer } from "./issue-offer.ts";
export { listOffersOfOrderOperation } from "./list-offers-of-order.ts";
export { viewOffer } from "./offer-view.ts";

import "./offer-table.ts";

export const offerOperations: readonly Operation[] = [
  findOfferOperation,
  redeemOfferOperation,
  revokeOfferOperation,
  listOffersOfOrderOperation,
];
