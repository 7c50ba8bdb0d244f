export { type BusinessClock, openBusinessClock } from "./business-clock.ts";
export { retailerOperations } from "./retailer-operations.ts";
export type { RetailerOrigin } from "./retailer-table.ts";
export {
  beginImport,
  finishImport,
  type RetailerSettings,
  readRetailer,
  refuseSampleRetailer,
  updateRetailer,
} from "./settings.ts";
export { changeSpeed, keepSpeed, readPace } from "./stored-pace.ts";
