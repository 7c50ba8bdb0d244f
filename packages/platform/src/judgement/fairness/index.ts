import "./adverse-decision-table.ts";

export type { AdverseDecisionTable, AdverseKind, LessThanUsual } from "./adverse-decision-table.ts";
export { readAppealBy } from "./read-appeal-by.ts";
export { recordAdverseDecision } from "./record-adverse-decision.ts";
export { recordDecisionByPerson } from "./record-decision-by-person.ts";
