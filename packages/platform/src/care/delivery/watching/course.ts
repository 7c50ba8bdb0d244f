import type { ParcelFault, ParcelStatus } from "../../../facts/parcels/status.schema.ts";
import type { PlainDayNumber } from "../../../foundation/calendar/index.ts";
import type { LocalTime } from "./silent-hours.ts";

/** What is known of an order on its way; days and times are those of the place where the retailer is. */
export interface Course {
  readonly now: LocalTime;
  readonly startedOn: PlainDayNumber;
  /** `service|origin|country|zone`, with `-` for what is not known. */
  readonly lane: string;
  /** It must not be missed. */
  readonly hasOccasion: boolean;
  /** To be collected by the shopper: that it waits is no trouble. */
  readonly isPickUp: boolean;
  /** Absent where nothing was promised. */
  readonly promise: CoursePromise | undefined;
  /** The day on which it was to be handed to a carrier, where that is known. */
  readonly expectedHandOverOn: PlainDayNumber | undefined;
  /** Days from the hand-over in which half and nine tenths arrive, by the word of the retailer; absent where nobody said anything. */
  readonly statedWay: { readonly half: number; readonly mostly: number } | undefined;
  /** Log-odds of arriving on each day since a hand-over, told by all that is known of the order. */
  readonly predicted: { readonly handedOverOn: PlainDayNumber; readonly odds: readonly number[] } | undefined;
  /** All that went out with goods of it. */
  readonly parcels: readonly CourseParcel[];
}

export interface CoursePromise {
  readonly isVoid: boolean;
  /** The day on which all of it had arrived, where that is known. */
  readonly arrivedOn: PlainDayNumber | undefined;
  /** What was promised first: a revision tells when it will come, and makes nothing punctual. */
  readonly firstLatest: PlainDayNumber;
  /** Days after `startsOn` in which half and nine tenths were believed to arrive. */
  readonly startsOn: PlainDayNumber;
  readonly half: number | undefined;
  readonly mostly: number | undefined;
}

export interface CourseParcel {
  readonly parcelId: string;
  readonly status: ParcelStatus;
  /** 0 announced, 1 moving, 2 delivered, 3 coming back, 4 back at the sender. */
  readonly phase: number;
  readonly fault: ParcelFault | undefined;
  readonly handedOverOn: PlainDayNumber | undefined;
  readonly deliveredOn: PlainDayNumber | undefined;
  /** Somebody follows its way, so that silence says something; of others a shop says that they left, and nothing more. */
  readonly isFollowed: boolean;
  readonly lastScan: LocalTime | undefined;
  /** When anybody last said anything, news or not. */
  readonly lastHeardOn: PlainDayNumber | undefined;
}
