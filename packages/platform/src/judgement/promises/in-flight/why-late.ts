import type { IncidentReason } from "../../../facts/delivery/incident.schema.ts";
import type { ParcelFault, ParcelStatus } from "../../../facts/parcels/status.schema.ts";

/** What may be the reason why a delivery is late. */
export interface Course {
  readonly status: ParcelStatus;
  /** Whose doing the carrier says it is. */
  readonly fault: ParcelFault | undefined;
  /** Nothing was handed to a carrier yet. */
  readonly inWarehouse: boolean;
  /** By how many days it was handed over later than expected, or has not been handed over although it was expected; at most 0: in time. */
  readonly handOverLateDays: number;
  /** Days without a scan, where the parcel's way is followed; else 0. */
  readonly silentDays: number;
}

/** What is said of the reason, the main one first, and whose doing it is; absent where nobody knows. */
export interface WhyLate {
  readonly fault: ParcelFault | undefined;
  readonly because: readonly IncidentReason[];
}

/** Silence of fewer days is nothing to speak of. */
const worthMentioning = 2;

/**
 * Why a delivery is late: what the carrier says itself before what the dates show, and what they show before the silence. Where nothing of
 * this speaks, it says that nobody knows: a guess at whose fault it is would be worse than none.
 */
export function whyLate(course: Course): WhyLate {
  const found = [...told(course), ...handedOverLate(course), ...silence(course)];
  const [main] = found;
  if (!main) return { fault: undefined, because: [{ key: "delivery.because.unknown", values: {} }] };
  return { fault: main.fault, because: found.map(({ reason }) => reason) };
}

interface Found {
  readonly fault: ParcelFault;
  readonly reason: IncidentReason;
}

function told({ status, fault }: Course): Found[] {
  const key = keyOf(status, fault);
  return key === undefined
    ? []
    : [{ fault: fault ?? "carrier", reason: { key: `delivery.because.${key}`, values: {} } }];
}

function keyOf(status: ParcelStatus, fault: ParcelFault | undefined): string | undefined {
  switch (status) {
    case "lost":
    case "damaged":
    case "refused":
      return status;
    case "returning":
    case "returned_to_sender":
      return "returning";
    case "attempt_failed":
      return "attempt-failed";
    case "buyer_action":
      return "buyer-action";
    case "expired":
      return "lost";
    default:
      return fault;
  }
}

function handedOverLate({ handOverLateDays, inWarehouse }: Course): Found[] {
  if (handOverLateDays <= 0) return [];
  const key = inWarehouse ? "delivery.because.not-handed-over" : "delivery.because.handed-over-late";
  return [{ fault: "retailer", reason: { key, values: { days: handOverLateDays } } }];
}

function silence({ silentDays, inWarehouse }: Course): Found[] {
  if (silentDays < worthMentioning) return [];
  const reason = { key: "delivery.because.silence", values: { days: silentDays } };
  return [{ fault: inWarehouse ? "retailer" : "carrier", reason }];
}
