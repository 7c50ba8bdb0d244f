export { answerOffer } from "./answer-offer.ts";
export { answerRemedy, bearDelay } from "./answer-trouble.ts";
export { beginLife } from "./begin-life.ts";
export type { Life, LifeState, OfferTerms, Plan, PlannedQuestion, PlannedScene, PlannedTrip } from "./plan.ts";
export { type LivingShop, livingShop, type Played, play } from "./play.ts";
export { readGuide } from "./read-guide.ts";
export { sparing } from "./sparing.ts";
export { WaitingPlans } from "./waiting-plans.ts";
