export { checkWorld } from "./check-world.ts";
export { defaultWorld } from "./default-world.ts";
export { sigmoid } from "./distributions.ts";
export { worldFeatures } from "./features.ts";
export type { BudgetOracle, WorldMonth, WorldTally } from "./month-report.ts";
export { type PlayOptions, playWorld } from "./play-world.ts";
export { attractionOf } from "./response.ts";
export { type ResponseType, responseType, responseTypes, type TypeShare, typeShares } from "./response-types.ts";
export { type RunningWorld, startWorld } from "./start-world.ts";
export { withoutEffects } from "./without-effects.ts";
export {
  type World,
  type WorldAction,
  type WorldBaskets,
  type WorldCorrelation,
  type WorldDrift,
  type WorldEffects,
  type WorldJoining,
  type WorldMargins,
  type WorldPoints,
  type WorldPurchases,
  type WorldRegion,
  type WorldReturns,
  type WorldSeasons,
  type WorldSigns,
  type WorldTrait,
  worldTraits,
} from "./world.ts";
export { WorldError } from "./world-error.ts";
export type { WorldMoment, WorldOutcome } from "./world-moment.ts";
export type { ObservedOutcome, WorldChoice, WorldPolicy } from "./world-policy.ts";
