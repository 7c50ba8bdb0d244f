import type { SeededRandom } from "@aftercare/learn";
import { dayLength, hour, hoursBetween } from "../calendar/index.ts";
import { chance } from "../distributions.ts";
import type { Parcel, Purchase } from "./happening.ts";
import { withCarrier } from "./sending.ts";
import { sightingsOf } from "./sightings.ts";
import type { Storms } from "./storms.ts";

const carriers: Readonly<Record<string, readonly [name: string, prefix: string, days: number]>> = {
  DE: ["DHL", "003404", 1.6],
  NL: ["PostNL", "3S", 1.9],
  AT: ["Österreichische Post", "1040", 2.4],
};

/** The parcels of an order: mostly one, two where an article came from elsewhere; one in fourteen late, very few lost. */
export function ship(random: SeededRandom, purchase: Purchase, storms: Storms): Parcel[] {
  if (purchase.store !== undefined) return [];
  const count = purchase.lines.length > 1 && chance(random, 0.1) ? 2 : 1;
  return Array.from({ length: count }, (_, i) => parcelOf(random, purchase, storms, i));
}

function parcelOf(random: SeededRandom, purchase: Purchase, storms: Storms, index: number): Parcel {
  const { country } = purchase;
  const service = purchase.sending?.service ?? "standard";
  const [carrier, prefix, days] = carriers[country]!;
  const shippedAt = afterSunday(purchase.at + hoursBetween(random, 5, 36) + index * dayLength);
  const late = chance(random, 0.07) ? hoursBetween(random, 72, 216) : 0;
  const hours = hoursBetween(random, (days - 0.9) * 24, (days + 1.2) * 24) / hour;
  const usual = afterSunday(shippedAt + Math.round(withCarrier(service, hours) * 3600) * 1000 + late);
  const arrives = afterStorm(storms, country, usual);
  const deliveredAt = chance(random, 0.004) ? undefined : arrives;
  const trackingNumber = `${prefix}${String(random.int(10_000_000)).padStart(7, "0")}${String(random.int(100_000)).padStart(5, "0")}`;
  const origin = index === 0 ? "kassel" : "chur";
  const way = { trackingNumber, origin, country, orderedAt: purchase.at, shippedAt, deliveredAt } as const;
  const sightings = sightingsOf({ ...way, held: late > 0, stormed: arrives > usual });
  return { purchase, shippedAt, deliveredAt, carrier, trackingNumber, service, country, sightings };
}

function afterSunday(instant: number): number {
  return new Date(instant).getUTCDay() === 0 ? instant + dayLength : instant;
}

/** What would have come in a storm comes when it is over. */
function afterStorm(storms: Storms, country: string, instant: number): number {
  let day = instant;
  while (storms(country, day)) day += dayLength;
  return afterSunday(day);
}
