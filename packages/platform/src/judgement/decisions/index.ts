export type { Case, Question, Sentence, Values } from "./case.ts";
export { caseUnderProgram } from "./case-under-program.ts";
export type { Mode } from "./choose-action.ts";
export { chosenTerms } from "./chosen-terms.ts";
export { decideNextStep, decideRetrospectively } from "./decide.ts";
export { decideShown } from "./decide-shown.ts";
export { settleDays } from "./decision-log.ts";
export { decisionOperations } from "./decision-operations.ts";
export { type DecisionViewData, viewDecision } from "./decision-view.ts";
export { inWords } from "./in-words.ts";
export { asModels, modelsInForce } from "./models-in-force.ts";
export { type Moment, type MomentFact, moment, type Situation } from "./moment.ts";
export { modelsOfPolicy } from "./policy-name.ts";
export type { Models } from "./predict.ts";
export { type Weighed, weigh } from "./weigh.ts";
export { usualOf, weighOnAccount } from "./within-budget.ts";

import "./decision-table.ts";
