import { type SeededRandom, seededRandom } from "@aftercare/learn";
import { dayLength, hour, hoursBetween } from "../calendar/index.ts";
import { between, chance, pick, pickWeighted } from "../distributions.ts";
import type { ScanFault, ScanStatus } from "../sample-record.ts";

/** What a carrier says of a parcel on its way. */
export interface Sighting {
  readonly at: number;
  readonly status: ScanStatus;
  /** The carrier's own code. */
  readonly code: string;
  readonly text: string;
  readonly place?: string;
  readonly country?: string;
  readonly fault?: ScanFault;
  readonly estimatedUntil?: number;
}

/** A parcel's way, as it is known when it is made up. */
export interface Journey {
  readonly trackingNumber: string;
  readonly origin: "kassel" | "chur";
  readonly country: string;
  readonly orderedAt: number;
  readonly shippedAt: number;
  /** Absent: it never arrives. */
  readonly deliveredAt: number | undefined;
  /** It took days longer than usual, for no reason that the sky knows. */
  readonly held: boolean;
  /** It lay in a storm. */
  readonly stormed: boolean;
}

const depots: Readonly<Record<string, readonly string[]>> = {
  DE: ["Hamburg", "Hannover", "Köln", "Leipzig", "Nürnberg", "München", "Stuttgart"],
  NL: ["Amsterdam", "Utrecht", "Zwolle", "Den Bosch", "Rotterdam"],
  AT: ["Wien", "Linz", "Graz", "Salzburg", "Wels"],
};
const origins = { kassel: ["Kassel", "DE"], chur: ["Chur", "CH"] } as const;

/** What keeps a parcel for days, and how often it is that. `silence`: nobody says anything. */
const holds = [
  ["silence", 0.4],
  ["delayed", 0.35],
  ["buyer_action", 0.15],
  ["attempt_failed", 0.1],
] as const;

/**
 * What a carrier says of a parcel between the shop's two words that it has left and that it has arrived: the label, depots, the border, the
 * last round; that it lies in a storm, or at a wrong address; or nothing, which is news as well. Of a stream of its own: the same parcel is
 * always seen the same way.
 */
export function sightingsOf(journey: Journey): Sighting[] {
  const { shippedAt, deliveredAt } = journey;
  const random = seededRandom(`way/${journey.trackingNumber}`);
  const seen = [label(random, journey), ...left(random, journey)];
  if (deliveredAt === undefined) return [...seen, ...lost(random, shippedAt)].toSorted((a, b) => a.at - b.at);
  const depot = pick(random, depots[journey.country]!);
  const reached = deliveredAt - hoursBetween(random, 13, 22);
  if (reached > seen.at(-1)!.at + hour) seen.push(inTransit(reached, depot, journey.country));
  if (journey.held) seen.push(...keptBack(random, journey, depot));
  if (journey.stormed) seen.push(storm(random, journey, depot));
  seen.push(...lastRound(random, deliveredAt, depot, journey.country));
  const onTheWay = seen.filter(({ at, status }) => at < deliveredAt && (at > shippedAt || status === "label_created"));
  return onTheWay.toSorted((a, b) => a.at - b.at);
}

function label(random: SeededRandom, { orderedAt, shippedAt, origin }: Journey): Sighting {
  const at = Math.max(orderedAt + hour / 2, shippedAt - hoursBetween(random, 2, 9));
  const [place, country] = origins[origin];
  return { at, status: "label_created", code: "LC", text: "Label created", place, country };
}

/** The depot near where it starts; from Switzerland the border as well. */
function left(random: SeededRandom, { shippedAt, origin }: Journey): Sighting[] {
  const [place, country] = origins[origin];
  const at = shippedAt + hoursBetween(random, 2, 7);
  const sorted = inTransit(at, place, country);
  if (origin === "kassel") return [sorted];
  const border = at + hoursBetween(random, 3, 6);
  const atBorder = { status: "customs", place: "Basel", country: "CH" } as const;
  const cleared = { at: border + hoursBetween(random, 2, 9), status: "in_transit", code: "CL" } as const;
  return [
    sorted,
    { ...atBorder, at: border, code: "CU", text: "At customs" },
    { ...cleared, text: "Cleared by customs", place: "Basel", country: "CH" },
  ];
}

function inTransit(at: number, place: string, country: string): Sighting {
  return { at, status: "in_transit", code: "SO", text: "Sorted at the parcel centre", place, country };
}

function keptBack(random: SeededRandom, { shippedAt, deliveredAt, country }: Journey, place: string): Sighting[] {
  const [why] = pickWeighted(random, holds, ([, share]) => share);
  const at = shippedAt + hoursBetween(random, 22, 40);
  const where = { at, place, country };
  switch (why) {
    case "silence":
      return [];
    case "delayed": {
      const estimatedUntil = Math.round((deliveredAt! + between(random, -20, 30) * hour) / 1000) * 1000;
      return [{ ...where, status: "delayed", code: "DE", text: "Delayed in the carrier’s network", estimatedUntil }];
    }
    case "buyer_action":
      return [{ ...where, status: "buyer_action", code: "AD", text: "The address is incomplete", fault: "consignee" }];
    case "attempt_failed":
      return [{ ...where, status: "attempt_failed", code: "NH", text: "Nobody was at home" }];
  }
}

function storm(random: SeededRandom, { deliveredAt, country }: Journey, place: string): Sighting {
  const at = deliveredAt! - hoursBetween(random, 26, 34);
  const estimatedUntil = deliveredAt! + 6 * hour;
  const why = { status: "delayed", code: "WX", fault: "weather" } as const;
  return { ...why, at, text: "Delayed by the weather", place, country, estimatedUntil };
}

/** Out in the morning; now and then nobody is at home, and it goes out again on the next day. */
function lastRound(random: SeededRandom, deliveredAt: number, place: string, country: string): Sighting[] {
  const out = (arrives: number): Sighting => ({
    ...{ at: arrives - hoursBetween(random, 2, 6), status: "out_for_delivery", code: "OD" },
    ...{ text: "On the delivery vehicle", place, country },
  });
  if (!chance(random, 0.04)) return [out(deliveredAt)];
  const before = deliveredAt - dayLength;
  const failed = { at: before, status: "attempt_failed", code: "NH", text: "Nobody was at home" } as const;
  return [out(before), { ...failed, place, country }, out(deliveredAt)];
}

/** After a depot nothing more is heard; the carrier says so weeks later, or never. */
function lost(random: SeededRandom, shippedAt: number): Sighting[] {
  if (!chance(random, 0.6)) return [];
  const at = shippedAt + hoursBetween(random, 12 * 24, 18 * 24);
  return [{ at, status: "lost", code: "LO", text: "The parcel could not be found" }];
}
