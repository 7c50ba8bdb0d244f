export type { Case, CaseAction, Cost, Normal, Sentence, Values } from "./case.ts";
export { type Choice, chooseAction, inHoldout, type Mode } from "./choose-action.ts";
export { decideNextStep, decideRetrospectively } from "./decide.ts";
export { decisionOperations } from "./decision-operations.ts";
export type { DecisionViewData } from "./decision-view.ts";
export { type Action, type Moment, moment, type Situation } from "./moment.ts";
export { type Weighed, weigh } from "./weigh.ts";

import "./decision-table.ts";
