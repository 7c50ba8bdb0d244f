export {
  type Calendar,
  dayLength,
  growthAfter,
  hour,
  type Sale,
  type TradingDay,
  tradingCalendar,
} from "./calendar.ts";
export { type OpenCalendar, openCalendar } from "./open-calendar.ts";
export { homeMoment, hoursBetween, storeMoment } from "./time-of-day.ts";
