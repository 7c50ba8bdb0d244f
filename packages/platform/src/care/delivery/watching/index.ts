export { assessments } from "./assessments.ts";
export { watchReactions } from "./watch-orders.ts";

import "./watch-tables.ts";
