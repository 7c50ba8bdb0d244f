export { type ArrivalHistory, arrivalHistory, plannedGroup } from "./arrival-history.ts";
export { type ArrivalModel, type ArrivalOptions, fitArrivals } from "./fit-arrivals.ts";
export type { Journeys } from "./journeys.ts";
export { arrivalQuantile, chanceLater, predictArrivals } from "./predict-arrivals.ts";
export { latenessPrice, promiseDays } from "./promise-days.ts";
export { tabledArrivals } from "./tabled-arrivals.ts";
