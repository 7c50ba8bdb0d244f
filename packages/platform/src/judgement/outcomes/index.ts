export { offerUseReactions } from "./fold-offer-uses.ts";
export { matureOutcomes } from "./mature-outcomes.ts";

import "./outcome-table.ts";
