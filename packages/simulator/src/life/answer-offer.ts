import { seededRandom } from "@aftercare/learn";
import { channelOf, momentOf } from "../behaviour/index.ts";
import { dayLength, hour, type OpenCalendar } from "../calendar/index.ts";
import { personOf } from "../people/index.ts";
import { type Response, responseTo } from "./answers.ts";
import type { LifeState, OfferTerms, Plan, Question, Trip } from "./plan.ts";
import { chanceUntouched, nextTrip } from "./trips.ts";

/** Days in which the hidden response shows: the horizon of the program that the sample begins with. */
export const responseDays = 60;
/** Purchases that an offer wins come earlier than evenly: the horizon times a uniform number to this power. */
const earliness = 1.3;

interface OfferMade {
  readonly state: Pick<LifeState, "seed">;
  readonly calendar: OpenCalendar;
  readonly asked: Question;
  /** When it was handed over, and the last instant at which it can be used. */
  readonly at: number;
  readonly expiresAt: number;
  readonly code: string;
  readonly terms: OfferTerms;
  /** What the person would do next of their own accord; undefined for somebody who has left. */
  readonly next: Plan | undefined;
}

/**
 * What an offer changes in somebody's plans, given as plans that take the place of those with the same key; none for most.
 *
 * Who buys within {@link responseDays} under an offer is told from one uniform number of the return, the same for every offer: an offer that
 * helps adds buyers among those who would not have come, one that annoys takes some away who would have, and the shares are those that
 * {@link responseTo} gives. Who comes anyway may still use the offer: that is what it costs.
 */
export function answerOffer(made: OfferMade): Plan[] {
  const { state, calendar, asked, at, next, code, terms } = made;
  const { who, returnId } = asked;
  const person = personOf(state.seed, who.role, who.number);
  const random = seededRandom(`${state.seed}/answer/${returnId}`);
  const [would, uses, when] = [random.next(), random.next(), random.next()];
  const untouched = next && chanceUntouched(calendar, person, at, responseDays);
  const response = responseTo(state.seed, person, terms, untouched);
  const offer = { code, kind: terms.kind };
  const isUsed = (instant: number) => instant <= made.expiresAt && uses < response.used;
  if (next !== undefined && next.at <= at + responseDays * dayLength) {
    if (would < lost(response)) return [nextTrip(random, calendar, who, person, at + responseDays * dayLength)];
    return next.kind === "shop" && isUsed(next.at) ? [{ ...next, offer }] : [];
  }
  if (would >= won(response)) return [];
  const earliest = at + 6 * hour;
  const day = calendar.dayOf(earliest + responseDays * dayLength * when ** earliness);
  const channel = channelOf(random, person, day);
  const instant = Math.max(earliest, momentOf(random, channel, day));
  const trip: Trip = { kind: "shop", who, channel, first: false, extra: next !== undefined };
  const key = next === undefined ? `shop/${who.id}` : `extra/${returnId}`;
  return [{ key, at: instant, ...trip, ...(isUsed(instant) && { offer }) }];
}

/** Of those who would come anyway, the share that stays away because of the offer. */
function lost({ untouched, offered }: Response): number {
  return Math.max(0, (untouched - offered) / untouched);
}

/** Of those who would not come, the share that the offer wins. */
function won({ untouched, offered }: Response): number {
  return Math.max(0, (offered - untouched) / (1 - untouched));
}
