import type { SeededRandom } from "@aftercare/learn";
import { dayLength, hoursBetween } from "../calendar/index.ts";
import { chance } from "../distributions.ts";
import type { Parcel, Purchase } from "./happening.ts";

const carriers: Readonly<Record<string, readonly [name: string, prefix: string, days: number]>> = {
  DE: ["DHL", "003404", 1.6],
  NL: ["PostNL", "3S", 1.9],
  AT: ["Österreichische Post", "1040", 2.4],
};

/** The parcels of an order: mostly one, two where an article came from elsewhere; one in fourteen late, very few lost. */
export function ship(random: SeededRandom, purchase: Purchase): Parcel[] {
  if (purchase.store !== undefined) return [];
  const count = purchase.lines.length > 1 && chance(random, 0.1) ? 2 : 1;
  return Array.from({ length: count }, (_, i) => parcelOf(random, purchase, i));
}

function parcelOf(random: SeededRandom, purchase: Purchase, index: number): Parcel {
  const [carrier, prefix, days] = carriers[purchase.country]!;
  const shippedAt = afterSunday(purchase.at + hoursBetween(random, 5, 36) + index * dayLength);
  const late = chance(random, 0.07) ? hoursBetween(random, 72, 216) : 0;
  const arrives = afterSunday(shippedAt + hoursBetween(random, (days - 0.9) * 24, (days + 1.2) * 24) + late);
  return {
    purchase,
    shippedAt,
    deliveredAt: chance(random, 0.004) ? undefined : arrives,
    carrier,
    trackingNumber: `${prefix}${String(random.int(10_000_000)).padStart(7, "0")}${String(random.int(100_000)).padStart(5, "0")}`,
  };
}

function afterSunday(instant: number): number {
  return new Date(instant).getUTCDay() === 0 ? instant + dayLength : instant;
}
