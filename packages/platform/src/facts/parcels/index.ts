export { knownParcels } from "./find-parcels.ts";
export { forgetParcels } from "./forget-parcels.ts";
export type { GivenOrder, GivenParcel, GivenScan, ParcelName } from "./given-parcel.ts";
export { type OrderParcel, parcelsOfOrder } from "./parcels-of-order.ts";
export { matchWaitingParcels, recordScans, type ScanOptions, takeScans } from "./record-scans.ts";

import "./parcel-tables.ts";
