export { takeEvents, takeRecords } from "./take-events.ts";
export { takeScans } from "./take-scans.ts";
