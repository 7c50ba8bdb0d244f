import { type SeededRandom, seededRandom } from "@aftercare/learn";
import { dayLength, hour, type OpenCalendar } from "../calendar/index.ts";
import { chance, exponential, pickWeighted } from "../distributions.ts";
import { personOf } from "../people/index.ts";
import type { LifeState, Plan, Who } from "./plan.ts";
import { nextTrip } from "./trips.ts";

/** Something that the shop offers to do about a delivery in trouble. */
export interface RemedyOffered {
  /** As it is named when it is chosen. */
  readonly option: string;
  readonly kind: string;
  readonly recommended: boolean;
}

interface Trouble {
  readonly state: Pick<LifeState, "seed">;
  readonly who: Who;
  /** The order's number. */
  readonly order: string;
  readonly offeredAt: number;
  readonly options: readonly RemedyOffered[];
}

/** Who opens what the shop writes about a late parcel. */
const reads = 0.7;
/** Hours until they do, on average. */
const readsAfter = 7;

/** How much each kind of remedy pulls, for somebody who wants money back rather than goods, and the other way round. */
const pulls: Readonly<Record<string, readonly [money: number, goods: number]>> = {
  wait: [0.6, 1.2],
  credit: [1.4, 0.7],
  "partial-refund": [1.6, 0.7],
  "shipping-refund": [1.2, 0.7],
  "free-shipping": [0.7, 0.5],
  "express-upgrade": [0.4, 1.6],
  "pickup-redirect": [0.3, 0.8],
  reship: [0.4, 2],
  "cancel-refund": [0.9, 0.3],
};
/** What is recommended is chosen this many times as readily. */
const recommended = 2;

/** What somebody answers to the shop, and when; undefined where they never look. The same question has the same answer. */
export function answerRemedy({
  state,
  who,
  order,
  offeredAt,
  options,
}: Trouble): { at: number; option: string } | undefined {
  const random = seededRandom(`${state.seed}/remedy/${order}`);
  const looks = chance(random, reads);
  const at = offeredAt + Math.ceil(exponential(random, readsAfter) * hour);
  const wantsMoney = seededRandom(`${state.seed}/${who.role}/${who.number}/remedies`).next();
  const known = options.filter(({ kind }) => pulls[kind] !== undefined);
  if (!looks || known.length === 0) return undefined;
  const chosen = pickWeighted(random, known, (one) => pullOf(one, wantsMoney));
  return { at, option: chosen.option };
}

function pullOf({ kind, recommended: isRecommended }: RemedyOffered, wantsMoney: number): number {
  const [money, goods] = pulls[kind]!;
  return (wantsMoney * money + (1 - wantsMoney) * goods) * (isRecommended ? recommended : 1);
}

/** How a delivery that came later than promised was borne. */
export interface LateArrival {
  /** Days after the last one that was promised. */
  readonly daysLate: number;
  /** The shop had said so before the goods came. */
  readonly wasTold: boolean;
  /** It had made something good by then. */
  readonly wasMadeGood: boolean;
}

/**
 * The chance that somebody stays away for half a year because of a late delivery: what nobody can see, and what telling people early is worth.
 * It grows with the days up to a week. Made good, one in fifty; told, one in fourteen; left without a word, one in six.
 */
export function chanceOfStayingAway({ daysLate, wasTold, wasMadeGood }: LateArrival): number {
  const worst = wasMadeGood ? 0.02 : wasTold ? 0.07 : 0.17;
  return worst * Math.min(1, Math.max(0, daysLate) / 7 + 0.4);
}

const staysAwayDays = 180;

interface Borne extends LateArrival {
  readonly state: Pick<LifeState, "seed">;
  readonly calendar: OpenCalendar;
  readonly order: string;
  readonly at: number;
  /** What the person would do next of their own accord. */
  readonly next: Extract<Plan, { readonly kind: "shop" | "wait" }>;
}

/** What a late delivery changes in somebody's plans: mostly nothing. */
export function bearDelay({ state, calendar, order, at, next, ...arrival }: Borne): Plan[] {
  const random = seededRandom(`${state.seed}/late/${order}`);
  const { who } = next;
  if (!chance(random, chanceOfStayingAway(arrival)) || next.at > at + staysAwayDays * dayLength) return [];
  return [later(random, calendar, who, state.seed, at + staysAwayDays * dayLength)];
}

function later(random: SeededRandom, calendar: OpenCalendar, who: Who, seed: string, from: number): Plan {
  return nextTrip(random, calendar, who, personOf(seed, who.role, who.number), from);
}
