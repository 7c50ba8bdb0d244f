import { type SeededRandom, seededRandom } from "@aftercare/learn";
import { assortment } from "../catalogue/assortment.ts";
import { between, chance, gamma, normal, pick, pickWeighted } from "../distributions.ts";
import type { ContactRecord, SampleLanguage } from "../sample-record.ts";
import { asciiName, familyNames, givenNames, inLatin, type Origin } from "./names.ts";
import { type Store, stores } from "./stores.ts";

/** One human being, with what the retailer can see and what it can only guess. */
export interface Person {
  /** With the seed, all there is to know about a person follows from these two. */
  role: "account" | "guest";
  number: number;
  contact: ContactRecord;
  /** The store near enough to walk to, if any. */
  near: Store | undefined;
  /** Hidden: purchases in a year of average season. Gamma over people, at most 36: a few buy often, most rarely. */
  yearlyPurchases: number;
  /** Hidden: the chance that a purchase is their last. Some only ever wanted one thing, some stay for years. */
  fickleness: number;
  /** Hidden: uncertainty about the right size; it multiplies how often clothes and shoes go back. 1 is typical. */
  sizeDoubt: number;
  /** Hidden, 0 to 1: how much they wait for sales and use vouchers. */
  saleLove: number;
  /** Hidden, 0 to 1: how often they choose the store when it is open and near. */
  storeLove: number;
  usesApp: boolean;
  /** Hidden: pull of each category of the assortment, in its order. */
  taste: readonly number[];
  clothesSize: number;
  shoeSize: number;
}

interface Area {
  share: number;
  country: "DE" | "NL" | "AT";
  near: Store | undefined;
  postCode(random: SeededRandom): string;
}

const digits = (random: SeededRandom, low: number, high: number) => String(low + random.int(high - low));
const letters = "ABCDEGHJKLNPRSTVWXZ";

const areas: readonly Area[] = [
  { share: 0.17, country: "DE", near: stores.hamburg, postCode: (random) => digits(random, 20095, 22770) },
  { share: 0.17, country: "DE", near: stores.munich, postCode: (random) => digits(random, 80331, 81930) },
  { share: 0.24, country: "DE", near: undefined, postCode: (random) => digits(random, 30159, 79118) },
  { share: 0.16, country: "NL", near: stores.amsterdam, postCode: (random) => dutch(random, 1011, 1110) },
  { share: 0.11, country: "NL", near: undefined, postCode: (random) => dutch(random, 2000, 9750) },
  {
    share: 0.1,
    country: "AT",
    near: stores.vienna,
    postCode: (random) => `1${digits(random, 1, 24).padStart(2, "0")}0`,
  },
  { share: 0.05, country: "AT", near: undefined, postCode: (random) => digits(random, 4020, 8055) },
];

function dutch(random: SeededRandom, low: number, high: number): string {
  return `${digits(random, low, high)} ${pick(random, [...letters])}${pick(random, [...letters])}`;
}

const origins: Readonly<Record<Area["country"], readonly (readonly [Origin, number])[]>> = {
  DE: [
    ["de", 0.8],
    ["nl", 0.02],
    ["en", 0.09],
    ["zh", 0.09],
  ],
  NL: [
    ["nl", 0.78],
    ["de", 0.05],
    ["en", 0.1],
    ["zh", 0.07],
  ],
  AT: [
    ["de", 0.86],
    ["nl", 0.02],
    ["en", 0.06],
    ["zh", 0.06],
  ],
};

/**
 * A person who depends on nothing but the seed and their number, so that a larger sample begins with the same people.
 * @param role keeps account holders and guests from being the same people
 */
export function personOf(seed: string, role: "account" | "guest", number: number): Person {
  const random = seededRandom(`${seed}/${role}/${number}`);
  const area = pickWeighted(random, areas, ({ share }) => share);
  const [origin] = pickWeighted(random, origins[area.country], ([, share]) => share);
  const given = pick(random, givenNames[origin]);
  const family = pick(random, familyNames[origin]);
  const clothesSize = Math.min(5, Math.max(0, Math.round(2.4 + 1.2 * normal(random))));
  return {
    role,
    number,
    contact: {
      name: writtenName(random, origin, given, family),
      email: `${asciiName(given)}.${asciiName(family)}${role === "guest" ? `.g${number}` : number}@${pick(random, ["example.com", "example.org"])}`,
      postCode: area.postCode(random),
      country: area.country,
      language: languageOf(random, origin, area.country),
    },
    near: area.near,
    yearlyPurchases: Math.min(36, gamma(random, 0.6, 10)),
    fickleness: random.next() ** 2,
    sizeDoubt: Math.exp(0.75 * normal(random) - 0.28),
    saleLove: random.next() ** 1.5,
    storeLove: area.near === undefined ? 0 : Math.min(1, area.near.walkIn * 2 * random.next()),
    usesApp: chance(random, 0.3),
    taste: assortment.map(() => gamma(random, 0.7, 1)),
    clothesSize,
    shoeSize: Math.min(10, Math.max(0, Math.round(clothesSize * 1.6 + between(random, -1, 2)))),
  };
}

function writtenName(random: SeededRandom, origin: Origin, given: string, family: string): string {
  if (origin !== "zh") return `${given} ${family}`;
  return chance(random, 0.4) ? `${family}${given}` : `${inLatin(given)} ${inLatin(family)}`;
}

function languageOf(random: SeededRandom, origin: Origin, country: Area["country"]): SampleLanguage {
  if (chance(random, origin === "zh" ? 0.6 : 0.9)) return origin;
  return country === "NL" ? "nl" : pick(random, ["de", "en"]);
}
