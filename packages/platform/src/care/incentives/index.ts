export { decideReturn, decideWhenReturned } from "./decide-return.ts";
export { handOverOfferOperation } from "./hand-over-offer.ts";
export { type Learned, type LearningProgress, learnFromHistory, trainRepurchase } from "./learn-from-history.ts";
export { returnIncentive } from "./return-incentive.ts";
