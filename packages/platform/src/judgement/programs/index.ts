export type { ActionTerms } from "../../facts/actions/index.ts";
export type { ActionCost } from "./action-cost.ts";
export { checkConditions, checkProgram, type ProgramFault, type ProgramMoment } from "./check-program.ts";
export { compileExpression, factsNamed, type Predicate } from "./expression.ts";
export { goalOf } from "./goal-of.ts";
export { priorEffect } from "./prior-effect.ts";
export { type GoalWeights, ProgramDocument } from "./program.schema.ts";
export {
  type ProgramInForce,
  type PublishedProgram,
  programsInForce,
  readPrograms,
  skusInForce,
  versionsInForce,
} from "./programs-in-force.ts";
export { publishProgram } from "./publish-program.ts";
export type {
  Asked,
  Circumstances,
  FactDeclaration,
  Facts,
  Habits,
  OrderInQuestion,
  PointsWorth,
  UsualBasket,
} from "./shopper-case.ts";
export {
  concerns,
  type ReadyProgram,
  readyProgram,
  regionsOf,
  type StandingAction,
  skusNamed,
  standingActions,
  weightsFor,
} from "./under-program.ts";

import "./program-tables.ts";
