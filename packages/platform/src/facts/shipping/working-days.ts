import { dayAt, instantOn, isoWeekday, type PlainDayNumber } from "../../foundation/calendar/index.ts";
import { isHoliday, type Place } from "./holidays.ts";

/** When a place works. */
export interface WorkingHours extends Place {
  readonly timeZone: string;
  readonly cutOff: string;
  readonly workingDays: readonly number[];
  readonly observesHolidays: boolean;
}

/** No place rests for longer; one that never works would otherwise be searched for ever. */
const longestRest = 60;

/** The day on which a place begins with what was bought at an instant: the same day before the cut-off, if it works then. */
export function effectiveDay(place: WorkingHours, at: Date): PlainDayNumber {
  const { day, time } = dayAt(at, place.timeZone);
  return nextDay(time < place.cutOff ? day : day + 1, (each) => works(place, each));
}

/** Until when it can be bought to be begun with on that day. */
export function cutOffOf(place: WorkingHours, day: PlainDayNumber): Date {
  return instantOn(day, place.cutOff, place.timeZone);
}

/** So many working days later; the first working day from there on for none. */
export function addWorkingDays(place: WorkingHours, day: PlainDayNumber, count: number): PlainDayNumber {
  let at = nextDay(day, (each) => works(place, each));
  for (let left = count; left > 0; left--) at = nextDay(at + 1, (each) => works(place, each));
  return at;
}

/** The first day, this one or a later, on which a carrier delivers in a country. */
export function nextDeliveryDay(days: readonly number[], to: Place, day: PlainDayNumber): PlainDayNumber {
  return nextDay(day, (each) => days.includes(isoWeekday(each)) && !isHoliday(to, each));
}

function works(place: WorkingHours, day: PlainDayNumber): boolean {
  return place.workingDays.includes(isoWeekday(day)) && !(place.observesHolidays && isHoliday(place, day));
}

function nextDay(from: PlainDayNumber, suits: (day: PlainDayNumber) => boolean): PlainDayNumber {
  for (let day = from; day < from + longestRest; day++) if (suits(day)) return day;
  return from;
}
