/** The parts of the tasks one by one, for benchmarks that put them together otherwise. */

export { evaluateIntents } from "./intents/evaluate-intents.ts";
export { intentTasks } from "./intents/intent-tasks.ts";
export { intentMethods, withoutOutside } from "./intents/methods.ts";
export { readIntentRows } from "./intents/read-intent-rows.ts";
export { evaluatePrice } from "./price/evaluate-price.ts";
export { foldsByHash } from "./price/price-folds.ts";
export { readPriceRows } from "./price/price-rows.ts";
export { judgePromises, replayPromises } from "./promise/evaluate-promise.ts";
export { readOrders } from "./promise/orders.ts";
export { evaluateReturns } from "./returns/evaluate-returns.ts";
export { type LineColumns, readLines } from "./returns/read-lines.ts";
export { type LineSplit, splitByTime } from "./returns/split-lines.ts";
export { type FoldScores, scoreFold } from "./uplift/score-fold.ts";
export { methodNames, pooledName } from "./uplift/uplift-methods.ts";
