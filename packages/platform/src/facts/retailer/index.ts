export { type BusinessClock, openBusinessClock } from "./business-clock.ts";
export type { RetailerOrigin } from "./retailer-table.ts";
export {
  continueClockFrom,
  type RetailerSettings,
  readRetailer,
  refuseSampleRetailer,
  sampleRetailerPresent,
  updateRetailer,
} from "./settings.ts";
