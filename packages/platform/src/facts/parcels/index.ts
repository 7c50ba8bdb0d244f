export { knownParcels } from "./find-parcels.ts";

import type { Operation } from "../../foundation/operations/index.ts";
import { getParcelOperation } from "./get-parcel.ts";
import { listScanCodesOperation } from "./list-codes.ts";
import { mapScanCodeOperation } from "./map-code.ts";
import { matchParcelOperation } from "./match-parcel.ts";
import { searchParcelsOperation } from "./search-parcels.ts";

export { announceReturn } from "./announce-return.ts";
export { carrierCode } from "./carrier.ts";
export { forgetParcels } from "./forget-parcels.ts";
export type { GivenOrder, GivenParcel, GivenScan, ParcelName } from "./given-parcel.ts";
export { remapScans } from "./map-code.ts";
export {
  deliveryRetracted,
  parcelDelivered,
  parcelMatched,
  parcelScanned,
  parcelStatusChanged,
} from "./parcel-facts.ts";
export { type OrderParcel, parcelsOfOrder } from "./parcels-of-order.ts";
export { matchWaitingParcels, recordScans, type ScanOptions, takeScans } from "./record-scans.ts";
export { type TrackedParcel, trackedParcels } from "./tracked-parcels.ts";

import "./parcel-tables.ts";

export const parcelOperations: readonly Operation[] = [
  getParcelOperation,
  searchParcelsOperation,
  matchParcelOperation,
  listScanCodesOperation,
  mapScanCodeOperation,
];
