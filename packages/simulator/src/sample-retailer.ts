import { type SeededRandom, seededRandom } from "@aftercare/learn";
import {
  type Customer,
  guestPurchases,
  type Happening,
  liveAsAccount,
  returnsOfUnknownOrigin,
  type Shop,
  shelvesOf,
  stormsOf,
} from "./behaviour/index.ts";
import { dayLength, homeMoment, tradingCalendar } from "./calendar/index.ts";
import { sampleCatalogue } from "./catalogue/index.ts";
import { between, chance } from "./distributions.ts";
import { beginLife, type Life } from "./life/index.ts";
import { personOf, stores } from "./people/index.ts";
import { recordsInOrder } from "./records/timeline.ts";
import type { SampleRecord } from "./sample-record.ts";

/** The name over the door. */
export const sampleRetailerName = "Bergkade Outdoor";

export interface SampleOptions {
  /** The same seed gives the same records, to the byte. */
  seed: string;
  /** Account holders; guests come on top. 2,500 unless told. */
  shoppers?: number;
  /** The last instant of the sample. */
  until: Date;
  /** How far back it goes; 14 unless told. */
  months?: number;
}

/** The part of the account holders who were there before the sample begins. */
const oldCustomers = 0.45;
/** Guests and goods of unknown origin on an ordinary day, for each account holder. */
const guestsPerDay = 1 / 610;
const unknownPerDay = 1 / 75_000;

/** The sample's records, and how its people go on living after them. */
export interface SampleHistory {
  readonly records: SampleRecord[];
  readonly life: Life;
}

/**
 * An invented retailer of outdoor clothing and gear in Germany, the Netherlands and Austria: first its stores and products, then
 * everything that happened, in time order; and what is under way when it ends.
 *
 * Whether someone buys again within 60 days of a return can be predicted because people differ in ways no record shows: how often
 * they buy (gamma over people, shape 0.6), how soon they leave for good (the square of a uniform number after each purchase,
 * more after a defect), and whether they wait for sales. How many orders someone placed before tells much of that and not all:
 * that count alone ranks returners with an AUC of .73 to .75 (2,500 shoppers, 14 months, five seeds), a test holds it between .69
 * and .79, and recency adds about .01. Six in ten of these returners buy again, because those who buy often return often.
 * @throws RangeError for less than one shopper or month, or an `until` that is no date
 */
export function sampleHistory(options: SampleOptions): SampleHistory {
  const { seed, until, shoppers = 2_500, months = 14 } = options;
  if (Number.isNaN(until.getTime())) throw new RangeError("until: a date is needed");
  if (!Number.isInteger(shoppers) || shoppers < 1)
    throw new RangeError(`shoppers: a whole number from 1 is needed, not ${shoppers}`);
  if (!(months >= 1 && months <= 120)) throw new RangeError(`months: a number from 1 to 120 is needed, not ${months}`);
  const products = sampleCatalogue(seed);
  const shop: Shop = { calendar: tradingCalendar(until, months), shelves: shelvesOf(products), storms: stormsOf(seed) };
  const told = recordsInOrder(
    concatenated(
      accounts(seed, shop, shoppers),
      guestPurchases(seed, shop, shoppers * guestsPerDay),
      returnsOfUnknownOrigin(seed, shop, products, shoppers * unknownPerDay),
    ),
    until,
  );
  const fixed = [...Object.values(stores), ...products].map(({ record }) => record);
  return {
    records: [...fixed, ...told.records],
    life: beginLife({ seed, shoppers, until, calendar: shop.calendar }, told),
  };
}

/** The records of {@link sampleHistory} alone. */
export function sampleRetailer(options: SampleOptions): readonly SampleRecord[] {
  return sampleHistory(options).records;
}

function* accounts(seed: string, shop: Shop, count: number): Generator<Happening> {
  for (let number = 1; number <= count; number++) {
    const person = personOf(seed, "account", number);
    const random = seededRandom(`${seed}/account/${number}/life`);
    const account: Customer = { kind: "account", person };
    const begin = shop.calendar.days[0]!.start;
    const isOld = chance(random, oldCustomers);
    const registered = isOld ? longAgo(random, begin) : joining(random, shop);
    yield { kind: "customer", at: registered, customer: account };
    yield* liveAsAccount(random, shop, account, isOld ? begin : registered, !isOld);
  }
}

function longAgo(random: SeededRandom, begin: number): number {
  return Math.floor((begin - between(random, 1, 900) * dayLength) / 1000) * 1000;
}

function joining(random: SeededRandom, { calendar }: Shop): number {
  return homeMoment(random, calendar.dayAt(random.next() * calendar.totalPull)!);
}

function* concatenated(...parts: Iterable<Happening>[]): Generator<Happening> {
  for (const part of parts) yield* part;
}
