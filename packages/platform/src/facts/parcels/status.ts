import { type ParcelFault, ParcelProblem, ScanStatus } from "./status.schema.ts";

const ranks = new Map(ScanStatus.options.map((status, rank) => [status, rank]));

/** Which of two scans of one instant comes later; one that says nothing of the status comes first. */
export function rankOf(status: ScanStatus | null): number {
  return status === null ? -1 : (ranks.get(status) ?? -1);
}

/**
 * The phase that a status belongs to. Refused, damaged, lost and expired are problems of a parcel that moves, not ends: a
 * refused one is delivered at the second try, and a lost one is found.
 */
export function phaseOf(status: ScanStatus): number {
  switch (status) {
    case "label_created":
    case "cancelled":
      return 0;
    case "delivered":
      return 2;
    case "returning":
      return 3;
    case "returned_to_sender":
      return 4;
    default:
      return 1;
  }
}

/** Statuses of the moving phase that do not prove that the carrier ever had the parcel. */
const proveNothing: readonly ScanStatus[] = ["lost", "expired"];

export function provesPickUp(status: ScanStatus): boolean {
  return phaseOf(status) === 1 && !proveNothing.includes(status);
}

export function problemOf(status: ScanStatus): ParcelProblem | null {
  const { data } = ParcelProblem.safeParse(status);
  return data ?? null;
}

/** Whose doing a problem is as long as the sender does not say. */
export function defaultFault(status: ScanStatus): ParcelFault | null {
  switch (status) {
    case "customs":
      return "customs";
    case "delayed":
    case "damaged":
    case "lost":
      return "carrier";
    case "attempt_failed":
    case "buyer_action":
    case "refused":
      return "consignee";
    default:
      return null;
  }
}
