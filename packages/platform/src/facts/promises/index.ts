import "./promise-tables.ts";

export { promiseAccepted, promiseKept, promiseMissed, promiseRevised, promiseVoided } from "./promise-facts.ts";
export { settlePromises } from "./settle-promises.ts";
export { voidPromise } from "./void-promise.ts";
