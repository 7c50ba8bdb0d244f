import { appealMessages, appealOperations, appealReactions } from "./care/appeals/index.ts";
import { claimMessages, claimOperations, claimReactions } from "./care/claims/index.ts";
import { contentMessageKinds, contentOperations, contentReactions, tellWeekLater } from "./care/content/index.ts";
import {
  forgetParcelsLater,
  forgetParcelsWhenErased,
  forgetParcelsWhenMerged,
  incidentOperations,
  reportOperations,
  tellWindowMoved,
  watchReactions,
  windowMoved,
} from "./care/delivery/index.ts";
import {
  deliveryRemedy,
  remedyMessages,
  remedyOperations,
  remedyReactions,
  remedyTimers,
} from "./care/delivery/remedies/index.ts";
import { trackOrderOperation } from "./care/delivery/tracking/index.ts";
import { dispositionOperations, dispositionReactions } from "./care/dispositions/index.ts";
import { exchangeMessages, exchangeOperations, exchangeReactions, exchangeTimers } from "./care/exchanges/index.ts";
import { giftReturnOperations } from "./care/gifts/index.ts";
import {
  decideWhenReturned,
  handOverOfferOperation,
  listNextSteps,
  offerByMail,
  returnIncentive,
  tellOffer,
} from "./care/incentives/index.ts";
import { returnInsightOperations } from "./care/return-insight/index.ts";
import { counterOperations } from "./care/returns/counter/index.ts";
import { returnMoneyOperation, returnReceived, takeBackOperation, tellReturnReceived } from "./care/returns/index.ts";
import { returnPhotoOperations, returnPhotoReactions } from "./care/returns/photos/index.ts";
import { returnRecommendation } from "./care/returns/recommendation/index.ts";
import {
  returnRequestChecks,
  returnRequestMessages,
  returnRequestOperations,
  returnRequestReactions,
  returnRequestTimers,
} from "./care/returns/requests/index.ts";
import { shopReasonOperations } from "./care/returns/shop-reasons/index.ts";
import { strayFound, strayOperations } from "./care/returns/strays/index.ts";
import { withdrawalAcknowledged, withdrawalOperations, withdrawalReactions } from "./care/withdrawals/index.ts";
import { giftOperations } from "./facts/gifts/index.ts";
import { ledgerOperations } from "./facts/ledger/index.ts";
import { findPurchases, getOrder, lookUpOrderOperation } from "./facts/orders/index.ts";
import { parcelOperations, remapScans } from "./facts/parcels/index.ts";
import { foldProfiles } from "./facts/profiles/index.ts";
import { retailerOperations } from "./facts/retailer/index.ts";
import { getReturn } from "./facts/returns/index.ts";
import { returnReasonsOfOrderOperation } from "./facts/returns/reasons/index.ts";
import { shippingOperations } from "./facts/shipping/index.ts";
import { eraseShopper, getShopper, getTimeline, mergeShoppers } from "./facts/shoppers/index.ts";
import { expireReservation } from "./facts/stock/index.ts";
import { listStores } from "./facts/stores/index.ts";
import { sessionOperations } from "./foundation/auth/index.ts";
import type { Clock } from "./foundation/clock/index.ts";
import type { AppendListener } from "./foundation/events/index.ts";
import { forgetPictures } from "./foundation/files/index.ts";
import type { Operation } from "./foundation/operations/index.ts";
import { enqueueReactions, parkedOperations, type Reaction } from "./foundation/reactions/index.ts";
import type { Timer } from "./foundation/timers/index.ts";
import { decisionLogOperations } from "./judgement/decision-log/index.ts";
import { decisionOperations, type Moment } from "./judgement/decisions/index.ts";
import { laboratoryOperations } from "./judgement/laboratory/index.ts";
import { measurementOperations } from "./judgement/measurement/index.ts";
import { offerUseReactions, remedyCostReactions } from "./judgement/outcomes/index.ts";
import {
  acceptanceReactions,
  promiseOperations,
  promiseReactions,
  promiseTimers,
  quotePromiseOperation,
} from "./judgement/promises/index.ts";
import { programOperations } from "./judgement/publishing/index.ts";
import { returnPolicyOperations } from "./judgement/return-policies/index.ts";
import { spendingOperations } from "./judgement/spending/index.ts";
import { trainingOperations } from "./judgement/training/index.ts";
import { advanceOperations, advanceReactions, chaseAdvance, goodsAwaited } from "./means/advances/index.ts";
import { collectionOperations, expireCollection } from "./means/collecting/index.ts";
import { giftCardMessage, giftCardOperations, giftCardReactions } from "./means/gift-cards/index.ts";
import { returnLabelOperations } from "./means/labels/index.ts";
import { forgetContents, type MessageKind, messageOperations, messageReactions } from "./means/messages/index.ts";
import { expireOffer, offerOperations, offerReactions } from "./means/offers/index.ts";
import { pointsDue, pointsOperations, pointsReactions } from "./means/points/index.ts";
import { bookChecks, type Check, reconciliationOperations } from "./means/reconciliation/index.ts";
import { refundOperations } from "./means/refunds/index.ts";
import { storeCreditOperations, storeCreditReactions } from "./means/store-credit/index.ts";
import { getOverview } from "./surfaces/console/index.ts";
import { takeEvents, takeScans } from "./surfaces/intake/index.ts";
import { queueEvents, subscriptionOperations } from "./surfaces/subscriptions/index.ts";
import { forgetBodiesWhenErased, webhookOperations } from "./surfaces/webhooks/index.ts";

/** Where in a shopper's journey programs can decide. */
export const moments: readonly Moment[] = [returnIncentive, deliveryRemedy, returnRecommendation];

/** What shoppers can be told. */
export const messageKinds: readonly MessageKind[] = [
  giftCardMessage,
  goodsAwaited,
  returnReceived,
  strayFound,
  ...returnRequestMessages,
  withdrawalAcknowledged,
  windowMoved,
  offerByMail,
  ...remedyMessages,
  ...exchangeMessages,
  ...contentMessageKinds,
  ...appealMessages,
  ...claimMessages,
];

/** What the house can do, floor by floor. A capability that is not named here does not exist. */
export const operations: readonly Operation[] = [
  ...sessionOperations,
  ...parkedOperations,
  ...retailerOperations,
  takeEvents,
  takeScans,
  getShopper,
  getTimeline,
  eraseShopper,
  mergeShoppers,
  listStores,
  findPurchases,
  getOrder,
  lookUpOrderOperation,
  ...giftOperations,
  getReturn,
  returnReasonsOfOrderOperation,
  ...parcelOperations,
  ...shippingOperations,
  ...ledgerOperations,
  quotePromiseOperation,
  ...decisionOperations(moments),
  ...decisionLogOperations,
  ...programOperations(moments),
  ...returnPolicyOperations,
  ...spendingOperations,
  ...trainingOperations,
  ...laboratoryOperations(moments),
  ...measurementOperations,
  ...promiseOperations,
  ...offerOperations,
  ...pointsOperations,
  ...messageOperations(messageKinds),
  ...storeCreditOperations,
  ...giftCardOperations,
  ...advanceOperations,
  ...refundOperations,
  ...collectionOperations,
  ...reconciliationOperations,
  ...remedyOperations,
  listNextSteps,
  handOverOfferOperation,
  takeBackOperation,
  returnMoneyOperation,
  ...counterOperations,
  ...strayOperations,
  ...shopReasonOperations,
  ...returnPhotoOperations,
  ...returnLabelOperations,
  ...returnRequestOperations,
  ...giftReturnOperations,
  ...returnInsightOperations,
  ...exchangeOperations,
  ...appealOperations,
  ...claimOperations,
  ...withdrawalOperations,
  ...dispositionOperations,
  ...contentOperations,
  trackOrderOperation,
  ...incidentOperations,
  ...reportOperations,
  ...webhookOperations,
  ...subscriptionOperations,
  getOverview,
];

export const reactions: readonly Reaction[] = [
  decideWhenReturned,
  forgetParcelsWhenErased,
  forgetParcelsWhenMerged,
  ...watchReactions,
  forgetBodiesWhenErased,
  tellReturnReceived,
  ...returnPhotoReactions,
  ...returnRequestReactions,
  ...appealReactions,
  ...claimReactions,
  ...withdrawalReactions,
  ...dispositionReactions,
  tellOffer,
  ...contentReactions,
  ...messageReactions,
  ...acceptanceReactions,
  tellWindowMoved,
  ...promiseReactions,
  ...remedyReactions,
  ...exchangeReactions,
  ...offerUseReactions,
  ...remedyCostReactions,
  ...offerReactions,
  ...pointsReactions,
  ...storeCreditReactions,
  ...giftCardReactions,
  ...advanceReactions,
];

export const timers: readonly Timer[] = [
  expireOffer,
  chaseAdvance,
  tellWeekLater,
  forgetContents,
  forgetPictures,
  pointsDue,
  forgetParcelsLater,
  remapScans,
  expireReservation,
  expireCollection,
  ...remedyTimers,
  ...exchangeTimers,
  ...returnRequestTimers,
  ...promiseTimers,
];

/** What must agree with each other, and is compared every night. */
export const checks: readonly Check[] = [...bookChecks, ...returnRequestChecks];

/** What keeps itself up to date in the transaction that appends a fact. */
export function appendListeners(clock: Clock): readonly AppendListener[] {
  return [foldProfiles, enqueueReactions(reactions, clock), queueEvents(clock)];
}
