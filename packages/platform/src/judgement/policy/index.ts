export type { MeanByShopper } from "./clustered-mean.ts";
export { fitProgramModel } from "./fit-program-model.ts";
export { type GroupCard, type Grouping, groupings } from "./group-fairness.ts";
export { type Judged, judgeCandidate, type PresentModel, type ValueDifference } from "./judge-candidate.ts";
export { type LoggedRow, rewardOf } from "./logged-row.ts";
export { type OutOfFold, outOfFold } from "./out-of-fold.ts";
export { bestArm, predictedValues } from "./predicted-values.ts";
export { probabilityBest } from "./probability-best.ts";
export { type ProgramCard, programCard } from "./program-card.ts";
export {
  costInUse,
  expectedBasket,
  type ProgramModel,
  sameVisitShare,
  statedSameVisitShare,
} from "./program-model.ts";
export {
  type ProgramModelInForce,
  type ProgramModels,
  programModelsInForce,
  putInForce,
  readStanding,
  type StandingModel,
  saveProgramModel,
  standingModels,
} from "./program-model-store.ts";
export type { ProgramModelTable } from "./program-model-table.ts";
export { rivalShares } from "./rival-shares.ts";
export { strataOf, stratumFactors } from "./strata.ts";
export { expectedCost, worthOfOutcome } from "./worth.ts";

import "./program-model-table.ts";
