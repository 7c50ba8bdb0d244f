export { type BoostingOnWorkersOptions, fitBoostingOnWorkers } from "./fit-boosting-on-workers.ts";
