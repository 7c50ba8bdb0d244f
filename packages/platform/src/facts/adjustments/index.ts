export { adjustmentRecorded } from "./adjustment-facts.ts";

import "./adjustment-table.ts";
