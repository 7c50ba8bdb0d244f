export { decideReturn, decideWhenReturned } from "./decide-return.ts";
export { handOverOfferOperation } from "./hand-over-offer.ts";
export { learnFromHistory, trainRepurchase } from "./learn-from-history.ts";
export { listNextSteps } from "./list-next-steps.ts";
export { returnIncentive } from "./return-incentive.ts";
export { offerByMail, tellOffer } from "./tell-offer.ts";
