export { type ArrivalContest, arrivalContest, type ContestVerdict, canFit } from "./arrival-contest.ts";
export { type ArrivalHistory, arrivalHistory, plannedGroup } from "./arrival-history.ts";
export { arrivalHorizon } from "./arrival-horizon.ts";
export { type ArrivalModel, type ArrivalOptions, fitArrivals } from "./fit-arrivals.ts";
export { type FirstStage, fromHandOver, type HandOver, type LateRiskOptions, replayLateRisk } from "./hand-over.ts";
export type { Journeys } from "./journeys.ts";
export { arrivalQuantile, chanceLater, predictArrivals } from "./predict-arrivals.ts";
export { latenessPrice, promiseDays } from "./promise-days.ts";
export {
  earlyLevel,
  lateLevel,
  pricedPromise,
  promisePrice,
  type ReplayedArrivals,
  type ReplayOptions,
  replayArrivals,
  sampleBefore,
  withinHorizon,
} from "./replay-arrivals.ts";
export { tabledArrivals } from "./tabled-arrivals.ts";
