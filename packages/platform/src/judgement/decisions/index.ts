export type { Case, Normal, Sentence, Values } from "./case.ts";
export { decideNextStep, decideRetrospectively } from "./decide.ts";
export { decisionOperations } from "./decision-operations.ts";
export type { DecisionViewData } from "./decision-view.ts";
export { inWords } from "./in-words.ts";
export { type Action, moment, type Situation } from "./moment.ts";
export { weigh } from "./weigh.ts";

import "./decision-table.ts";
