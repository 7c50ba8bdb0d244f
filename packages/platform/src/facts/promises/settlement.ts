import { isoWeekday, type PlainDayNumber } from "../../foundation/calendar/index.ts";

/** What became of an order, as far as it is known. */
export interface Course {
  /** The last day that was promised when it was bought: a revision tells when it will come, and makes nothing punctual. */
  readonly latest: PlainDayNumber;
  readonly deliveredOn: PlainDayNumber | undefined;
  readonly handedOverOn: PlainDayNumber | undefined;
  readonly expectedHandOverOn: PlainDayNumber | undefined;
}

export interface Settlement {
  readonly status: "open" | "kept" | "missed";
  readonly settledOn: PlainDayNumber | undefined;
  /** Where the days were lost that it is late; undefined where it is not, or where nobody knows when it was to be handed over. */
  readonly cause: "warehouse" | "transit" | "both" | undefined;
}

/**
 * Whether a promise was kept, by calendar day: late on the day after the last one promised, whether it has arrived by then or not. A promise
 * that was kept stays so when a further parcel turns up after its last day, which is no part of what was promised.
 * @param known what was held so far, and whether somebody has since said that it has not arrived after all
 */
export function settle(
  course: Course,
  today: PlainDayNumber,
  known: { readonly wasKept: boolean; readonly isRetracted: boolean },
): Settlement {
  const { latest, deliveredOn } = course;
  if (deliveredOn !== undefined && deliveredOn <= latest)
    return { status: "kept", settledOn: deliveredOn, cause: undefined };
  if (deliveredOn === undefined && today <= latest) return { status: "open", settledOn: undefined, cause: undefined };
  if (deliveredOn === undefined && known.wasKept && !known.isRetracted)
    return { status: "kept", settledOn: undefined, cause: undefined };
  return { status: "missed", settledOn: latest + 1, cause: causeOf(course, today) };
}

/** The warehouse's where it lost all the days itself, the carrier's where it handed over in time. */
function causeOf({ latest, deliveredOn, handedOverOn, expectedHandOverOn }: Course, today: PlainDayNumber) {
  if (expectedHandOverOn === undefined) return undefined;
  // What arrived was handed over, though nobody said when.
  if (handedOverOn === undefined && deliveredOn !== undefined) return undefined;
  const handedOver = handedOverOn ?? today;
  if (!hasWorkingDay(expectedHandOverOn + 1, handedOver)) return "transit";
  return handedOver - expectedHandOverOn >= (deliveredOn ?? today) - latest ? "warehouse" : "both";
}

/** A weekend that lies between is no delay. */
function hasWorkingDay(from: PlainDayNumber, until: PlainDayNumber): boolean {
  for (let day = from; day <= until; day++) if (isoWeekday(day) <= 5) return true;
  return false;
}
