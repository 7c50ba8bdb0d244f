import { z } from "zod";

/**
 * What a scan can say of a parcel, in the order of a parcel's way. The order is a rank that breaks ties between scans of one
 * instant, and nothing else: which status counts is decided by phases.
 */
export const ScanStatus = z.enum([
  "label_created",
  "picked_up",
  "in_transit",
  "customs",
  "delayed",
  "pickup_ready",
  "out_for_delivery",
  "buyer_action",
  "attempt_failed",
  "refused",
  "damaged",
  "lost",
  "expired",
  "cancelled",
  "delivered",
  "returning",
  "returned_to_sender",
]);
export type ScanStatus = z.output<typeof ScanStatus>;

/** Where a parcel is; `unknown` as long as no scan has said. */
export const ParcelStatus = z.enum(["unknown", ...ScanStatus.options]);
export type ParcelStatus = z.output<typeof ParcelStatus>;

/** Whose doing a problem is. */
export const ParcelFault = z.enum(["carrier", "retailer", "consignee", "customs", "weather"]);
export type ParcelFault = z.output<typeof ParcelFault>;

/** Statuses that somebody has to look at: the parcel is not simply on its way. */
export const ParcelProblem = ScanStatus.extract([
  "customs",
  "delayed",
  "buyer_action",
  "attempt_failed",
  "refused",
  "damaged",
  "lost",
  "expired",
]);
export type ParcelProblem = z.output<typeof ParcelProblem>;
