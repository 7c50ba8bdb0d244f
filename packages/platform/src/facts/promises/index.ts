import "./promise-tables.ts";

export { promiseAccepted, promiseRevised, promiseVoided } from "./promise-facts.ts";
export { settlePromises } from "./settle-promises.ts";
export { voidPromise } from "./void-promise.ts";
