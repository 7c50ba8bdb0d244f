export { assessments } from "./assessments.ts";
export { predictWatched } from "./predict-watched.ts";
export { watchReactions } from "./watch-orders.ts";

import "./watch-tables.ts";
