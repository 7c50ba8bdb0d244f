export { answerOffer } from "./answer-offer.ts";
export { beginLife } from "./begin-life.ts";
export {
  type HeldOffer,
  isErrand,
  type Life,
  type LifeState,
  type OfferTerms,
  type Plan,
  type PlannedErrand,
  type PlannedScene,
} from "./plan.ts";
export { type LivingShop, livingShop, type Played, play } from "./play.ts";
export { sparing } from "./sparing.ts";
