import type { ContractInput, ContractOutput, listScanCodes, mapScanCode } from "@aftercare/platform/contract";

export type ScanCode = ContractOutput<typeof listScanCodes>["items"][number];
type Meaning = ContractInput<typeof mapScanCode>;

/** What a scan can say, and so what a code can stand for, along a parcel's way. */
export const scanStatuses = [
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
] as const satisfies readonly Meaning["status"][];

/** Whose doing it can be. */
export const parcelFaults = [
  "carrier",
  "retailer",
  "consignee",
  "customs",
  "weather",
] as const satisfies readonly NonNullable<Meaning["fault"]>[];
