export type {
  MergeRecord,
  OrderRecord,
  ParcelRecord,
  PaymentRecord,
  ProductRecord,
  ReturnRecord,
  SampleRecord,
  ShopperRecord,
  StoreRecord,
} from "./sample-record.ts";
export { type SampleOptions, sampleRetailer, sampleRetailerName } from "./sample-retailer.ts";
export { type SampleTour, sampleTour } from "./sample-tour.ts";
