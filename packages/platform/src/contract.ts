/** What front ends may know of the platform: the operations' shapes. Holds no server code. */

export {
  adverseDecisionsOfOrder,
  decideAppeal,
  getAppeal,
  makeAppeal,
  searchAppeals,
} from "./care/appeals/appeal.contract.ts";
export {
  acceptClaim,
  claimOptions,
  claimRights,
  claimsOfOrder,
  declineClaim,
  getClaim,
  reportClaim,
  searchClaims,
  settleClaim,
} from "./care/claims/claim.contract.ts";
export {
  askContentHelp,
  contentOfOrder,
  getContent,
  listContent,
  openContent,
  readContent,
  retireContent,
  saveContent,
} from "./care/content/content.contract.ts";
export {
  alertAccuracy,
  closeIncident,
  getDeliverySettings,
  getIncident,
  listIncidents,
  saveDeliverySettings,
} from "./care/delivery/incident.contract.ts";
export {
  chooseRemedy,
  listRemedyRequests,
  remedyChoices,
  reportRemedyRequest,
  setAdditionalPeriod,
} from "./care/delivery/remedies/remedy.contract.ts";
export { carrierReport, deliveryOverview } from "./care/delivery/reports/report.contract.ts";
export { trackOrder } from "./care/delivery/tracking/tracking.contract.ts";
export {
  createDestination,
  getDispositionSettings,
  handOver,
  listDestinations,
  saveDestination,
  saveDispositionSettings,
} from "./care/dispositions/destination.contract.ts";
export {
  disposeItems,
  dispositionScorecard,
  getItem,
  inspectItem,
  offerDonation,
  refurbishItem,
  searchItems,
  undoDisposition,
} from "./care/dispositions/item.contract.ts";
export { cancelExchange, exchangesOfOrder, getExchange, searchExchanges } from "./care/exchanges/exchange.contract.ts";
export { exchangeChoices, exchangeSubstitutes } from "./care/exchanges/substitutes.contract.ts";
export {
  announceGiftReturn,
  cancelGiftReturn,
  getGift,
  giftReturnOptions,
} from "./care/gifts/gift-return.contract.ts";
export { handOverOffer } from "./care/incentives/hand-over-offer.contract.ts";
export { listNextSteps } from "./care/incentives/list-next-steps.contract.ts";
export { returnFixes, returnPatterns, returnReport } from "./care/return-insight/insight.contract.ts";
export {
  getCounterRules,
  previewVisit,
  setCounterRules,
  takeBackVisit,
  takeWithoutReceipt,
  valueWithoutReceipt,
} from "./care/returns/counter/counter.contract.ts";
export {
  addReturnPhoto,
  getReturnPhoto,
  removeReturnPhoto,
  returnPhotosOfOrder,
} from "./care/returns/photos/photo.contract.ts";
export { printReturnLabel } from "./care/returns/requests/return-label.contract.ts";
export {
  approveReturnRequest,
  cancelReturnRequest,
  closeReturnRequest,
  declineReturnRequest,
  getReturnRequest,
  previewReceipt,
  receiveReturn,
  returnOptions,
  returnRequestsOfOrder,
  searchReturnRequests,
  settleReturnRequest,
} from "./care/returns/requests/return-request.contract.ts";
export { returnMoney } from "./care/returns/return-money.contract.ts";
export { listReasonCodes, mapReasonCode } from "./care/returns/shop-reasons/shop-reasons.contract.ts";
export { askAboutStray, assignStray, takeInStrays } from "./care/returns/strays/stray.contract.ts";
export { takeBack } from "./care/returns/take-back.contract.ts";
export {
  checkWithdrawals,
  getWithdrawal,
  reopenWithdrawal,
  searchWithdrawals,
  settleWithdrawal,
  setWithdrawalAside,
} from "./care/withdrawals/withdrawal.contract.ts";
export { findGift, giftsOfOrder, makeGiftCode, openGift } from "./facts/gifts/gift.contract.ts";
export { ledgerBalances, ledgerEntries } from "./facts/ledger/ledger.contract.ts";
export { findPurchases, getOrder, lookUpOrder } from "./facts/orders/order.contract.ts";
export {
  getParcel,
  listScanCodes,
  mapScanCode,
  matchParcel,
  searchParcels,
} from "./facts/parcels/parcel.contract.ts";
export { getRetailer, setSpeed, updateRetailerSettings } from "./facts/retailer/retailer.contract.ts";
export { returnReasonsOfOrder } from "./facts/returns/reasons/reasons.contract.ts";
export { getReturn } from "./facts/returns/return.contract.ts";
export {
  listHolidays,
  listOrigins,
  listServices,
  listSlots,
  saveOrigin,
  saveService,
  setOccasion,
} from "./facts/shipping/shipping.contract.ts";
export { eraseShopper, getShopper, getTimeline, mergeShoppers } from "./facts/shoppers/shopper.contract.ts";
export { listStores } from "./facts/stores/store.contract.ts";
export { currentSession, logIn, logOut } from "./foundation/auth/session.contract.ts";
export type { Contract, ContractInput, ContractOutput } from "./foundation/contracts/index.ts";
export { listParkedReactions, retryParkedReaction } from "./foundation/reactions/parked-reactions.contract.ts";
export { getDecision, searchDecisions } from "./judgement/decision-log/decision-log.contract.ts";
export { decide, getModel } from "./judgement/decisions/decision.contract.ts";
export { getLaboratoryRun, listLaboratoryRuns, startLaboratory } from "./judgement/laboratory/laboratory.contract.ts";
export { measureProgram, measurePrograms } from "./judgement/measurement/measurement.contract.ts";
export { promiseAccuracy } from "./judgement/promises/accuracy/accuracy.contract.ts";
export { listLanes } from "./judgement/promises/accuracy/lanes.contract.ts";
export { getPromise, promiseOfOrder } from "./judgement/promises/ledger/promise.contract.ts";
export { promiseModel } from "./judgement/promises/model/model.contract.ts";
export { quotePromise } from "./judgement/promises/quote/quote.contract.ts";
export {
  checkProgramDocument,
  comparePrograms,
  discardProgramDraft,
  getProgram,
  getProgramVersion,
  listMoments,
  listPrograms,
  previewPublication,
  publishProgramDraft,
  retireProgram,
  saveProgram,
} from "./judgement/publishing/programs.contract.ts";
export {
  checkReturnPolicy,
  discardReturnPolicyDraft,
  getReturnPolicy,
  getReturnPolicyDraft,
  listReturnPolicies,
  publishReturnPolicy,
  returnTermsOfOrder,
  saveReturnPolicyDraft,
} from "./judgement/return-policies/return-policy.contract.ts";
export { tryReturnPolicy } from "./judgement/return-policies/trial.contract.ts";
export { getProgramBudget } from "./judgement/spending/spending.contract.ts";
export { getProgramModel, listProgramModels, putProgramModelInForce } from "./judgement/training/training.contract.ts";
export { endAdvance, searchAdvances } from "./means/advances/advance.contract.ts";
export { getCollection, reportCollection } from "./means/collecting/collection.contract.ts";
export {
  checkGiftCard,
  getGiftCard,
  giftCardsOfOrder,
  issueGiftCard,
  redeemGiftCard,
  refillGiftCard,
  voidGiftCard,
} from "./means/gift-cards/gift-card.contract.ts";
export { getLabelSettings, saveLabelSettings } from "./means/labels/label-settings.contract.ts";
export {
  cancelMessage,
  getMessage,
  getMessagePermissions,
  getMessageSettings,
  listMessageKinds,
  previewMessage,
  reportMessage,
  retryMessage,
  saveMessageSettings,
  searchMessages,
  setMessagePermission,
  takeMessageReport,
} from "./means/messages/message.contract.ts";
export { offersLiability } from "./means/offers/liability/liability.contract.ts";
export { listOffers } from "./means/offers/list-offers.contract.ts";
export { findOffer, listOffersOfOrder, redeemOffer, revokeOffer } from "./means/offers/offer.contract.ts";
export { quoteOffers } from "./means/offers/quote.contract.ts";
export {
  adjustPoints,
  getPoints,
  listMovements,
  openWindow,
  pointsLiability,
  pointsOfOrder,
  redeemPoints,
} from "./means/points/points.contract.ts";
export { creditHistory, getScheme, setScheme } from "./means/points/scheme.contract.ts";
export {
  explainDifference,
  reconciliationReport,
  runReconciliation,
  searchDifferences,
} from "./means/reconciliation/reconciliation.contract.ts";
export {
  cancelRefund,
  getRefund,
  issueRefund,
  previewRefund,
  refundBalance,
  refundsOfOrder,
  reportLeg,
  retryRefund,
  searchRefunds,
} from "./means/refunds/refund.contract.ts";
export { getCredit, grantCredit, spendCredit } from "./means/store-credit/credit.contract.ts";
export { getOverview } from "./surfaces/console/overview.contract.ts";
export { takeScans } from "./surfaces/intake/take-scans.contract.ts";
export {
  changeSubscription,
  createSubscription,
  disableSubscription,
  listEventTypes,
  listSubscriptions,
  replaySending,
  rotateSubscriptionSecret,
  searchSendings,
  testSubscription,
} from "./surfaces/subscriptions/subscription.contract.ts";
export {
  createWebhookEndpoint,
  disableWebhookEndpoint,
  getWebhookDelivery,
  listWebhookEndpoints,
  replayWebhookDelivery,
  rotateWebhookSecret,
  searchWebhookDeliveries,
} from "./surfaces/webhooks/webhook.contract.ts";
