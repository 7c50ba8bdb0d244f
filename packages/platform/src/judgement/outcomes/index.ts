export { offerUseReactions } from "./fold-offer-uses.ts";
export { remedyCostReactions } from "./fold-remedy-costs.ts";
export { matureOutcomes } from "./mature-outcomes.ts";

import "./outcome-table.ts";
