export { fromHandOver } from "./from-hand-over.ts";
export { learnWays } from "./learn-ways.ts";
export { type PredictedWay, predictWays } from "./predict-ways.ts";
export { type Remaining, remaining, type UnderWay } from "./remaining.ts";
export { type StatedWay, usualWay } from "./stated-way.ts";
export { statusOdds } from "./status-odds.ts";
export { currentWayTables } from "./way-store.ts";
export type { WayTables } from "./way-tables.ts";
export { type Course, whyLate } from "./why-late.ts";
