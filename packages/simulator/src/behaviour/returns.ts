import type { SeededRandom } from "@aftercare/learn";
import { dayLength, hour } from "../calendar/index.ts";
import { between, chance, exponential } from "../distributions.ts";
import type { Person } from "../people/index.ts";
import type { SampleChannel } from "../sample-record.ts";
import type { BasketLine } from "./basket.ts";
import type { GoodsReturn, Parcel, Purchase } from "./happening.ts";
import { reasonOf } from "./return-reasons.ts";

/** What someone brings or sends back of one purchase: usually nothing, usually once, now and then in two goes. */
export function giveBack(random: SeededRandom, person: Person, purchase: Purchase, parcels: Parcel[]): GoodsReturn[] {
  const arrived = arrivalOf(purchase, parcels);
  if (arrived === undefined) return [];
  const unwanted = purchase.lines.filter((line, i) => comesBack(random, person, purchase, line, i));
  if (unwanted.length === 0) return [];
  const goes = unwanted.length > 1 && chance(random, 0.12) ? unwanted.map((line) => [line]) : [unwanted];
  let day = arrived;
  return goes.map((lines) => {
    day += (1.5 + Math.min(26, exponential(random, 7))) * dayLength;
    return returnOf(random, person, purchase, lines, day);
  });
}

function arrivalOf(purchase: Purchase, parcels: readonly Parcel[]): number | undefined {
  if (purchase.store !== undefined) return purchase.at;
  const arrivals = parcels.map(({ deliveredAt }) => deliveredAt ?? Number.NaN);
  const last = Math.max(...arrivals);
  return Number.isNaN(last) ? undefined : last;
}

/** Trying on in the store saves most misfits; of two sizes to try on, the second goes back. */
function comesBack(random: SeededRandom, person: Person, purchase: Purchase, line: BasketLine, index: number): boolean {
  const { trouble, returned } = line.product.category;
  if (line.toTryOn) return purchase.lines[index - 1]?.product === line.product && chance(random, 0.88);
  const fit = trouble === "fit" || trouble === "shoe-fit";
  const place = purchase.store === undefined ? 1 : fit ? 0.35 : 0.6;
  return chance(random, Math.min(0.75, returned * place * (fit ? person.sizeDoubt : 1)));
}

function returnOf(
  random: SeededRandom,
  person: Person,
  purchase: Purchase,
  lines: readonly BasketLine[],
  earliest: number,
): GoodsReturn {
  const store = storeOf(random, person, purchase);
  return {
    at: store === undefined ? Math.floor(earliest / 1000) * 1000 : inOpeningHours(random, earliest),
    purchase,
    withOrder: true,
    channel: store === undefined ? remoteChannel(random, purchase.channel) : "store",
    store,
    lines: lines.map((line) => ({
      line,
      quantity: line.quantity === 1 || chance(random, 0.3) ? line.quantity : 1 + random.int(line.quantity),
      reason: reasonOf(random, line.product, store !== undefined),
    })),
  };
}

/** Bought anywhere, brought back where it is near; a store purchase almost never goes back by post. */
function storeOf(random: SeededRandom, person: Person, purchase: Purchase) {
  if (purchase.store !== undefined) return chance(random, 0.96) ? purchase.store : undefined;
  return person.near !== undefined && chance(random, 0.2 + 0.4 * person.storeLove) ? person.near : undefined;
}

function remoteChannel(random: SeededRandom, bought: SampleChannel): SampleChannel {
  if (bought === "app") return chance(random, 0.7) ? "app" : "online";
  return chance(random, 0.03) ? "phone" : "online";
}

/** The next weekday at or after an instant, between ten and seven o'clock in Central Europe. */
export function inOpeningHours(random: SeededRandom, earliest: number): number {
  const midnight = (Math.floor(earliest / dayLength) + 1) * dayLength;
  const day = new Date(midnight).getUTCDay() === 0 ? midnight + dayLength : midnight;
  return day + Math.floor((between(random, 9, 17) * hour) / 1000) * 1000;
}
