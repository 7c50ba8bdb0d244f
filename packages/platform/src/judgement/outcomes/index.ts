export { matureOutcomes } from "./mature-outcomes.ts";

import "./outcome-table.ts";
