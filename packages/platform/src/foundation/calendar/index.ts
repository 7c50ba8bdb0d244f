export { dayAt, dayNumber, dayText, instantOn, isoWeekday, type PlainDayNumber } from "./days.ts";
