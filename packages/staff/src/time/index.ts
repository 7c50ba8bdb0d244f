export { SampleTime } from "./sample-time.tsx";
export { useGrowth, useRetailer } from "./use-retailer.ts";
