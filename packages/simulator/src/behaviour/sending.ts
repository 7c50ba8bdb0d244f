import { type SeededRandom, seededRandom } from "@aftercare/learn";
import { dayLength, hour } from "../calendar/index.ts";
import { chance, pick, pickWeighted } from "../distributions.ts";
import type { Person } from "../people/index.ts";
import type { OccasionKind, ServiceKey } from "../sample-record.ts";

/** How an order is sent, and what the shop says of it at the checkout. */
export interface Sending {
  readonly service: ServiceKey;
  readonly country: string;
  readonly postCode: string;
  /** Days as the shop tells them, without a time. */
  readonly promised: { readonly earliest: string; readonly latest: string };
  readonly occasion: { readonly kind: OccasionKind; readonly on: string } | undefined;
}

interface Way {
  readonly key: ServiceKey;
  readonly share: number;
  /** Cents on top of the usual postage. */
  readonly surcharge: number;
  /** The time with the carrier, as a part of the usual one, and hours on top. */
  readonly pace: number;
  readonly moreHours: number;
  /** Days of delivery that the promise is shorter (or longer) than the usual one. */
  readonly sooner: number;
}

const ways: readonly Way[] = [
  { key: "standard", share: 0.77, surcharge: 0, pace: 1, moreHours: 0, sooner: 0 },
  { key: "saver", share: 0.09, surcharge: 0, pace: 1, moreHours: 34, sooner: -2 },
  { key: "express", share: 0.1, surcharge: 500, pace: 0.45, moreHours: 0, sooner: 1 },
  { key: "evening", share: 0.04, surcharge: 300, pace: 1, moreHours: 0, sooner: 0 },
];

/** First and last day of delivery that the shop promises, counted from the day it takes the order in. */
const usual: Readonly<Record<string, readonly [first: number, last: number]>> = {
  DE: [1, 3],
  NL: [2, 4],
  AT: [2, 4],
};

/** What is ordered later goes to work on the next day. */
const cutOffHour = 14;
const occasions: readonly OccasionKind[] = ["birthday", "birthday", "wedding", "anniversary", "holiday", "travel"];

/**
 * How a person has an order sent that they place at an instant. Told from a random stream of its own, so that what people buy, and when, is
 * the same whichever services there are.
 */
export function sendingOf({ role, number, contact }: Person, at: number): Sending & { readonly surcharge: number } {
  const random = seededRandom(`sending/${role}/${number}/${at}`);
  const { key, surcharge, sooner } = pickWeighted(random, ways, ({ share }) => share);
  const [first, last] = usual[contact.country]!;
  const taken = at + (new Date(at + hour).getUTCHours() >= cutOffHour ? dayLength : 0);
  return {
    ...{ service: key, country: contact.country, postCode: contact.postCode, surcharge },
    promised: {
      earliest: dayOf(afterDays(taken, Math.max(1, first - sooner))),
      latest: dayOf(afterDays(taken, Math.max(1, last - sooner))),
    },
    occasion: chance(random, 0.03) ? occasionAfter(random, taken) : undefined,
  };
}

/** Hours with the carrier, given those that the usual service takes. */
export function withCarrier(service: ServiceKey, hours: number): number {
  const { pace, moreHours } = ways.find(({ key }) => key === service)!;
  return hours * pace + moreHours;
}

function occasionAfter(random: SeededRandom, at: number): NonNullable<Sending["occasion"]> {
  return { kind: pick(random, occasions), on: dayOf(at + (4 + random.int(12)) * dayLength) };
}

/** So many days of delivery later: all but Sundays. */
function afterDays(instant: number, days: number): number {
  let day = instant;
  for (let left = days; left > 0; ) {
    day += dayLength;
    if (new Date(day + hour).getUTCDay() !== 0) left--;
  }
  return day;
}

/** The day in Central Europe, where it is at least an hour later than UTC. */
function dayOf(instant: number): string {
  return new Date(instant + hour).toISOString().slice(0, 10);
}
