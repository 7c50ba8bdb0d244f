export { type Calendar, dayLength, hour, type Sale, type TradingDay, tradingCalendar } from "./calendar.ts";
export { homeMoment, hoursBetween, storeMoment } from "./time-of-day.ts";
