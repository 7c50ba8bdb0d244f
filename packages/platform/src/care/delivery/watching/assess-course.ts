import type { IncidentKind, IncidentReason } from "../../../facts/delivery/incident.schema.ts";
import type { ParcelFault } from "../../../facts/parcels/status.schema.ts";
import { dayText } from "../../../foundation/calendar/index.ts";
import { type WayTables, whyLate } from "../../../judgement/promises/in-flight/index.ts";
import type { DeliverySettings } from "../settings.schema.ts";
import type { Course, CourseParcel } from "./course.ts";
import { expectParcel, type ParcelOutlook } from "./expect-parcel.ts";
import { findTrouble, graver } from "./find-trouble.ts";

/** What is found when an order on its way is looked at. */
export type Assessment =
  | { readonly state: "ended"; readonly outcome: "in-time" | "late" | "cancelled" | "lost" | "returned" }
  | UnderWay;

export interface UnderWay {
  readonly state: "under-way";
  /** To arrive after what was promised; undefined where nothing was. */
  readonly chanceLate: number | undefined;
  readonly chanceLost: number;
  /** ISO dates between which the last of its parcels is expected. */
  readonly earliest: string;
  readonly latest: string;
  readonly basis: "learned" | "stated";
  /** What was promised is over. */
  readonly isOver: boolean;
  readonly trouble: Trouble | undefined;
}

export interface Trouble {
  readonly kind: IncidentKind;
  /** The one that is worst off; undefined where none was sent. */
  readonly parcelId: string | undefined;
  readonly fault: ParcelFault | undefined;
  readonly because: readonly IncidentReason[];
}

/** After so many days nobody looks any more: what has not come by then does not come. */
const longestWatch = 60;

/** Looks at an order on its way: when it will arrive, and what is wrong with it. */
export function assessCourse(course: Course, settings: DeliverySettings, tables: WayTables | undefined): Assessment {
  const { promise, parcels, now } = course;
  // Nothing was promised, and nothing is told of any parcel.
  if (!promise && parcels.length === 0) return { state: "ended", outcome: "cancelled" };
  if (promise?.isVoid) return { state: "ended", outcome: "cancelled" };
  const coming = parcels.filter(({ phase, status }) => phase !== 2 && status !== "cancelled");
  const hasArrived = promise?.arrivedOn !== undefined || parcels.some(({ phase }) => phase === 2);
  if (coming.length === 0 && hasArrived) return { state: "ended", outcome: isPunctual(course) ? "in-time" : "late" };
  if (now.day - course.startedOn > longestWatch)
    return { state: "ended", outcome: parcels.some(({ phase }) => phase > 2) ? "returned" : "lost" };
  const looked = (coming.length === 0 ? [undefined] : coming).map((parcel) => lookAt(course, parcel, settings, tables));
  const worst = looked.reduce((one, other) => (isWorse(other, one) ? other : one));
  return {
    state: "under-way",
    chanceLate: worst.chanceLate,
    chanceLost: worst.outlook.chanceLost,
    earliest: dayText(Math.max(...looked.map(({ outlook }) => outlook.earliest))),
    latest: dayText(Math.max(...looked.map(({ outlook }) => outlook.latest))),
    basis: worst.outlook.basis,
    isOver: promise !== undefined && now.day > promise.firstLatest,
    trouble: troubleOf(course, looked),
  };
}

interface Looked {
  readonly parcel: CourseParcel | undefined;
  readonly outlook: ParcelOutlook;
  readonly chanceLate: number | undefined;
  readonly kind: IncidentKind | undefined;
}

function lookAt(
  course: Course,
  parcel: CourseParcel | undefined,
  settings: DeliverySettings,
  tables: WayTables | undefined,
): Looked {
  const outlook = expectParcel(course, parcel, tables);
  // Where it waits for the shopper the carrier has done its part: when it is fetched is nobody's delay.
  const isThere = parcel?.status === "pickup_ready";
  const chanceLate = course.promise && (isThere ? 0 : outlook.chanceLate(course.promise.firstLatest));
  return { parcel, outlook, chanceLate, kind: findTrouble(course, parcel, outlook, settings, chanceLate) };
}

/** The parcels of one order travel together, so that the one that is worst off tells of all: they are no independent chances. */
function isWorse(one: Looked, other: Looked): boolean {
  return (one.chanceLate ?? one.outlook.chanceLost) > (other.chanceLate ?? other.outlook.chanceLost);
}

function troubleOf(course: Course, looked: readonly Looked[]): Trouble | undefined {
  const kind = graver(looked.map((each) => each.kind));
  const worst = looked.findLast((each) => each.kind !== undefined && each.kind === kind);
  if (kind === undefined || !worst) return undefined;
  const { parcel, outlook } = worst;
  const why = whyLate({
    status: parcel?.status ?? "unknown",
    fault: parcel?.fault,
    inWarehouse: parcel?.handedOverOn === undefined,
    handOverLateDays: outlook.handOverLateDays,
    // Of a parcel that nobody follows silence says nothing, until it counts as lost for it.
    silentDays: kind === "lost" && parcel?.lastScan ? course.now.day - parcel.lastScan.day : outlook.silentDays,
  });
  return { kind, parcelId: parcel?.parcelId, ...why };
}

function isPunctual({ promise, parcels }: Course): boolean {
  if (!promise) return true;
  const days = [promise.arrivedOn, ...parcels.map(({ deliveredOn }) => deliveredOn)];
  return days.every((day) => day === undefined || day <= promise.firstLatest);
}
