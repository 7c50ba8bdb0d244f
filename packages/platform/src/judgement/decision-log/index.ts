import type { Operation } from "../../foundation/operations/index.ts";
import { getDecision } from "./get-decision.ts";
import { searchDecisions } from "./search-decisions.ts";

/** The operations on what was decided: `decisions.search` and `decisions.get`. */
export const decisionLogOperations: readonly Operation[] = [searchDecisions, getDecision];
