import type { SeededRandom } from "@aftercare/learn";
import { channelOf, momentOf, patience } from "../behaviour/index.ts";
import { dayLength, type OpenCalendar, type TradingDay } from "../calendar/index.ts";
import { exponential } from "../distributions.ts";
import type { Person } from "../people/index.ts";
import type { Plan, Who } from "./plan.ts";

/** Days after which a waiting time is drawn anew, lest somebody who buys once in a lifetime be waited for through a lifetime. */
const patienceDays = 730;

/** The next purchase that somebody makes of their own accord: a Poisson process in the shop's own time, as in the history. */
export function nextTrip(random: SeededRandom, calendar: OpenCalendar, who: Who, person: Person, from: number): Plan {
  const key = `shop/${who.id}`;
  let wanted = exponential(random, 365 / person.yearlyPurchases);
  for (const { day, pull } of daysFrom(calendar, from, patienceDays)) {
    wanted -= pull * patience(person, day);
    if (wanted > 0) continue;
    const channel = channelOf(random, person, day);
    const at = momentOf(random, channel, day);
    // The hour has passed already: then tomorrow.
    if (at > from) return { key, at, kind: "shop", who, channel, first: false, extra: false };
  }
  return { key, at: from + patienceDays * dayLength, kind: "wait", who };
}

/** The chance that somebody who has not left buys of their own accord within so many days: the truth behind {@link nextTrip}. */
export function chanceUntouched(calendar: OpenCalendar, person: Person, from: number, days: number): number {
  let felt = 0;
  for (const { day, pull } of daysFrom(calendar, from, days)) felt += pull * patience(person, day);
  return 1 - Math.exp((-felt * person.yearlyPurchases) / 365);
}

/** The rest of the day of an instant and the days after it, with what is left of each one's pull. */
function* daysFrom(calendar: OpenCalendar, from: number, count: number): Generator<{ day: TradingDay; pull: number }> {
  let day = calendar.dayOf(from);
  yield { day, pull: day.pull * Math.max(0, 1 - (from - day.start) / dayLength) };
  for (let n = 1; n <= count; n++) {
    day = calendar.next(day);
    yield { day, pull: day.pull };
  }
}
