import { dayLength, hour, type TradingDay, tradingDay } from "./calendar.ts";

/** Days of trade without an end. */
export interface OpenCalendar {
  /** The day of an instant, in Central European time. */
  dayOf(instant: number): TradingDay;
  /** The day after. */
  next(day: TradingDay): TradingDay;
}

/** Some ten years; a calendar that is walked along for longer forgets and makes them anew. */
const remembered = 4_000;

/** @param growth how far the shop has grown when its days begin; it grows no more, lest a sample of centuries outgrow its stores */
export function openCalendar(growth: number): OpenCalendar {
  const days = new Map<number, TradingDay>();
  const at = (noonUtc: number): TradingDay => {
    const known = days.get(noonUtc);
    if (known !== undefined) return known;
    if (days.size >= remembered) days.clear();
    const day = tradingDay(noonUtc, growth);
    days.set(noonUtc, day);
    return day;
  };
  const noonOf = (instant: number) => Math.floor(instant / dayLength) * dayLength + 12 * hour;
  // Midnight lies an hour or two before the one of UTC: what is late in the evening there is tomorrow here.
  const dayOf = (instant: number): TradingDay => {
    const tomorrow = at(noonOf(instant) + dayLength);
    return instant >= tomorrow.start ? tomorrow : at(noonOf(instant));
  };
  // A day has 23 to 25 hours; noon of the next one is 36 hours after midnight, give or take one.
  return { dayOf, next: (day) => dayOf(day.start + 36 * hour) };
}
