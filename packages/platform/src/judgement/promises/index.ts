import "./promise-model-tables.ts";

export { acceptanceReactions } from "./accept/acceptance-reactions.ts";
export { learnPromisesDaily } from "./learning/learn-daily.ts";
export { learnPromises, type PromiseLearning } from "./learning/learn-promises.ts";
export { promiseReactions, promiseTimers } from "./ledger/follow-parcel.ts";
export type { ArrivalOutlook } from "./model/arrival-outlook.ts";
export { currentPromiseModel } from "./model/current-promise-model.ts";
export type { PromiseModel } from "./model/promise-model.ts";
export { promiseOperations } from "./promise-operations.ts";
export { quotePromiseOperation } from "./quote/quote-promise.ts";
export { type Replayed, type ReplayRequest, replayPromises } from "./replay/replay-promises.ts";
export { wilson } from "./share-interval.ts";
