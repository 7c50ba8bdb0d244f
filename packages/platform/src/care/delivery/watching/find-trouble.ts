import { IncidentKind } from "../../../facts/delivery/incident.schema.ts";
import type { ParcelStatus } from "../../../facts/parcels/status.schema.ts";
import type { DeliverySettings } from "../settings.schema.ts";
import type { Course, CourseParcel } from "./course.ts";
import type { ParcelOutlook } from "./expect-parcel.ts";
import { silentHours } from "./silent-hours.ts";

/**
 * What is wrong with one parcel that has not arrived, or with an order of which none was sent: the gravest of all that applies.
 * @param chanceLate of the promise; undefined where nothing was promised
 */
export function findTrouble(
  course: Course,
  parcel: CourseParcel | undefined,
  outlook: ParcelOutlook,
  settings: DeliverySettings,
  chanceLate: number | undefined,
): IncidentKind | undefined {
  const alertAt = course.hasOccasion ? Math.min(settings.alertAt, settings.alertAtOccasion) : settings.alertAt;
  const isLate = chanceLate !== undefined && chanceLate >= alertAt;
  const found: (IncidentKind | undefined)[] = [isLate ? "late" : undefined];
  if (parcel) {
    const silence = silenceOf(course, parcel, settings);
    // Silence that threatens nothing that was promised is the way of slow services, and no trouble.
    const isHarmless = silence === "no-movement" && chanceLate !== undefined && chanceLate < alertAt / 2;
    found.push(saidBy(parcel.status, parcel.phase), isHarmless ? undefined : silence);
    if (isLate && parcel.status === "customs") found.push("customs");
    if (isGone(course, parcel, outlook, settings)) found.push("lost");
  }
  return graver(found);
}

/** The gravest of several. */
export function graver(kinds: readonly (IncidentKind | undefined)[]): IncidentKind | undefined {
  return IncidentKind.options.findLast((kind) => kinds.includes(kind));
}

/** What the carrier says itself, at once. That a parcel crosses a border is no trouble before it stays there. */
function saidBy(status: ParcelStatus, phase: number): IncidentKind | undefined {
  if (phase > 2) return "returning";
  switch (status) {
    case "lost":
    case "damaged":
      return status;
    case "refused":
      return "returning";
    case "expired":
      return "no-movement";
    case "buyer_action":
      return "wrong-address";
    case "attempt_failed":
      return "attempt-failed";
    default:
      return undefined;
  }
}

function silenceOf(course: Course, parcel: CourseParcel, { silenceHours }: DeliverySettings): IncidentKind | undefined {
  const { isFollowed, lastScan, phase, status } = parcel;
  if (!isFollowed || !lastScan || phase > 1 || status === "cancelled") return undefined;
  const hours = silentHours(lastScan, course.now);
  if (status === "customs") return hours > silenceHours.customs ? "customs" : undefined;
  if (status === "pickup_ready") return hours > silenceHours.other && !course.isPickUp ? "held-for-pickup" : undefined;
  const most = phase === 0 ? silenceHours.announced : isMoving(status) ? silenceHours.moving : silenceHours.other;
  return hours > most ? "no-movement" : undefined;
}

function isMoving(status: ParcelStatus): boolean {
  return status === "picked_up" || status === "in_transit";
}

/** Nothing was heard for long, or, of a parcel that nobody follows, it should have come long ago. Customs may take their time. */
function isGone(
  course: Course,
  parcel: CourseParcel,
  outlook: ParcelOutlook,
  { lostAfterDays }: DeliverySettings,
): boolean {
  if (parcel.phase !== 1 || parcel.status === "customs" || parcel.status === "pickup_ready") return false;
  const since = parcel.isFollowed ? (parcel.lastScan?.day ?? course.now.day) : latestExpected(course, outlook);
  return course.now.day - since > lostAfterDays;
}

function latestExpected({ promise }: Course, { usuallyBy }: ParcelOutlook): number {
  return Math.max(promise?.firstLatest ?? usuallyBy, usuallyBy);
}
