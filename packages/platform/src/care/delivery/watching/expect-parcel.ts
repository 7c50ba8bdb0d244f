import type { PlainDayNumber } from "../../../foundation/calendar/index.ts";
import {
  dayGone,
  fromHandOver,
  type Remaining,
  remaining,
  type StatedWay,
  statusOdds,
  usualWay,
  type WayTables,
} from "../../../judgement/promises/in-flight/index.ts";
import type { Course, CourseParcel } from "./course.ts";

/** When one parcel of an order is expected, in calendar days. */
export interface ParcelOutlook {
  readonly earliest: PlainDayNumber;
  readonly latest: PlainDayNumber;
  readonly chanceLost: number;
  /** To arrive later than on that day. */
  chanceLate(until: PlainDayNumber): number;
  /** By when nine in ten such parcels have arrived, as it looked at the hand-over. */
  readonly usuallyBy: PlainDayNumber;
  readonly basis: "learned" | "stated";
  readonly handOverLateDays: number;
  /** Days without a scan, where its way is followed. */
  readonly silentDays: number;
}

/** After this hour nothing is handed over any more. */
const lastHandOver = 20;

/**
 * When a parcel will arrive; or, where nothing was handed to a carrier yet, what will be. What still stands in the warehouse is taken to be handed over on the day planned, or
 * today once that is over: it cannot come sooner than that.
 */
export function expectParcel(
  course: Course,
  parcel: CourseParcel | undefined,
  tables: WayTables | undefined,
): ParcelOutlook {
  const { now } = course;
  const planned = course.expectedHandOverOn ?? course.startedOn;
  const soonest = Math.max(planned, now.day + (now.hour >= lastHandOver ? 1 : 0));
  const { handedOverOn, odds, basis } = wayFrom(course, parcel?.handedOverOn ?? soonest, tables);
  const inWarehouse = parcel?.handedOverOn === undefined;
  const status = parcel?.status ?? "unknown";
  const age = Math.max(0, now.day - handedOverOn);
  const scanAge = Math.min(age, (parcel?.lastScan?.day ?? handedOverOn) - handedOverOn);
  const heardAge = Math.max(0, Math.min(age, (parcel?.lastHeardOn ?? handedOverOn) - handedOverOn));
  const silentDays = parcel?.isFollowed && !inWarehouse ? age - scanAge : 0;
  const left: Remaining = remaining({
    ...{ odds, age, heardAge: Math.max(heardAge, scanAge), dayGone: inWarehouse ? 0 : dayGone(tables, now.hour) },
    state: (at) =>
      statusOdds(tables, inWarehouse ? "unknown" : status, silentDays === 0 ? 0 : Math.max(0, at - scanAge)),
  });
  const fresh = remaining({ odds, age: 0, heardAge: 0, dayGone: 0, state: () => ({ today: 0, next: 0, lost: 0 }) });
  const hopeless = isHopeless(parcel);
  return {
    earliest: handedOverOn + left.earliest,
    latest: handedOverOn + left.latest,
    chanceLost: left.chanceLost,
    chanceLate: (until) => (hopeless ? 1 : left.chanceLate(until - handedOverOn)),
    usuallyBy: handedOverOn + fresh.latest,
    basis,
    // Without a plan nobody can say that the warehouse was late.
    handOverLateDays: course.expectedHandOverOn === undefined ? 0 : (parcel?.handedOverOn ?? now.day) - planned,
    silentDays,
  };
}

/**
 * By the order itself where it was predicted since its hand-over, else by its lane. The warehouse's clock may say that a parcel left on the day
 * before it did on the retailer's: that is the same hand-over.
 */
function wayFrom(course: Course, handedOverOn: PlainDayNumber, tables: WayTables | undefined) {
  const { predicted, lane, now } = course;
  if (predicted && Math.abs(predicted.handedOverOn - handedOverOn) <= 1 && predicted.handedOverOn <= now.day)
    return { ...predicted, basis: "learned" as const };
  return { ...fromHandOver(tables, lane, handedOverOn, statedWayOf(course)), handedOverOn };
}

/** What was believed of the way when the order was placed: of the whole time, what the warehouse does not take. */
function statedWayOf({ promise, statedWay, expectedHandOverOn }: Course): StatedWay {
  if (promise?.half === undefined || promise.mostly === undefined) return statedWay ?? usualWay;
  const inWarehouse = Math.max(0, (expectedHandOverOn ?? promise.startsOn) - promise.startsOn);
  return { half: promise.half - inWarehouse, mostly: promise.mostly - inWarehouse };
}

/** It will not come, or not as what was bought, unless something is done. */
function isHopeless(parcel: CourseParcel | undefined): boolean {
  return parcel !== undefined && (parcel.phase > 2 || ["lost", "damaged", "refused"].includes(parcel.status));
}
