import "./adverse-decision-table.ts";

export type { AdverseDecisionTable, LessThanUsual } from "./adverse-decision-table.ts";
export { recordAdverseDecision } from "./record-adverse-decision.ts";
