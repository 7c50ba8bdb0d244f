export { fitProgramModel } from "./fit-program-model.ts";
export { type Judged, judgeCandidate, type ValueDifference } from "./judge-candidate.ts";
export { type LoggedRow, rewardOf } from "./logged-row.ts";
export { bestArm, predictedValues } from "./predicted-values.ts";
export { costInUse, expectedBasket, type ProgramModel } from "./program-model.ts";
export { expectedCost, worthOfOutcome } from "./worth.ts";
