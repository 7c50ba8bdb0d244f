import { arrivalHistory, chanceLater, fitArrivals, type Journeys, predictArrivals } from "@aftercare/learn";
import { arrivalHorizon } from "./arrival-horizon.ts";
import { dayMs, dayOf, type Orders } from "./orders.ts";

/** Parcels delivered before the first hand-over asked about that a fit needs. */
const enough = 300;

/** A score for each order at its hand-over to the carrier that is higher the likelier it comes after the promised day. */
export interface LateScores {
  readonly scores: Float64Array;
  /** Of the CPU time, that spent on answers. */
  readonly predictSeconds?: number;
}

/** Asked are orders with a hand-over and a promise. */
export type LateMethod = (orders: Orders, asked: readonly number[]) => LateScores;

/** Fewer days left, more risk. */
export const remainingDays: LateMethod = (orders, asked) => ({
  scores: Float64Array.from(asked, (i) => -remaining(orders, i)),
});

/** Days left against the mean way of the parcels delivered in the fourteen days before the hand-over. */
export const remainingByTransit: LateMethod = (orders, asked) => {
  const handedOver = orders.handedOver!;
  const byDelivery = Array.from(orders.delivered.keys())
    .filter((i) => !Number.isNaN(orders.delivered[i]! + handedOver[i]!))
    .sort((a, b) => orders.delivered[a]! - orders.delivered[b]!);
  const times = byDelivery.map((i) => orders.delivered[i]!);
  const transit = new Float64Array(byDelivery.length + 1);
  for (const [k, i] of byDelivery.entries()) {
    transit[k + 1] = transit[k]! + (orders.delivered[i]! - handedOver[i]!) / dayMs;
  }
  const scores = Float64Array.from(asked, (i) => {
    const to = countBelow(times, handedOver[i]!);
    const from = countBelow(times, handedOver[i]! - 14 * dayMs);
    const mean = from === to ? 1 : (transit[to]! - transit[from]!) / (to - from);
    return -remaining(orders, i) / Math.max(0.5, mean);
  });
  return { scores };
};

/**
 * The chance to arrive after the promised day, from boosted hazards by day since the hand-over, refitted every four weeks; days left against
 * the recent way where too little is known for a fit.
 */
export const lateChance: LateMethod = (orders, asked) => {
  const handedOver = orders.handedOver!;
  const handed = Array.from(handedOver.keys()).filter(
    (i) => !Number.isNaN(handedOver[i]!) && !(dayOf(orders.delivered[i]!) < dayOf(handedOver[i]!)),
  );
  const begin = asked.reduce((first, i) => Math.min(first, dayOf(handedOver[i]!)), Number.POSITIVE_INFINITY);
  const known = handed.filter((i) => dayOf(orders.delivered[i]!) < begin);
  if (known.length < enough) return remainingByTransit(orders, asked);
  const placeOf = new Map(handed.map((i, place) => [i, place]));
  const history = arrivalHistory(fromHandover(orders, handed), { horizon: arrivalHorizon(orders, asked[0]!) });
  const scores = new Float64Array(asked.length);
  let predictSeconds = 0;
  const byDay = asked.map((i, k) => ({ k, place: placeOf.get(i)! })).sort((a, b) => a.place - b.place);
  for (const [block, members] of Map.groupBy(byDay, ({ place }) =>
    Math.floor((history.journeys.starts[place]! - begin) / 28),
  )) {
    const model = fitArrivals(history, { asOf: begin + block * 28 });
    const start = process.cpuUsage();
    const places = members.map(({ place }) => place);
    const chances = predictArrivals(model, history, places);
    for (const [row, { k, place }] of members.entries()) {
      scores[k] = chanceLater(chances, row, history.journeys.planned[place]!);
    }
    const { user, system } = process.cpuUsage(start);
    predictSeconds += (user + system) / 1e6;
  }
  return { scores, predictSeconds };
};

/** Whole days from the hand-over to the promised date. */
function remaining(orders: Orders, i: number): number {
  return orders.day[i]! + orders.planned[i]! - dayOf(orders.handedOver![i]!);
}

function fromHandover(orders: Orders, handed: readonly number[]): Journeys {
  const handedOver = orders.handedOver!;
  const columns = orders.features.columns + 3;
  const values = new Float64Array(handed.length * columns);
  for (const [k, i] of handed.entries()) {
    values[k * columns] = orders.planned[i]!;
    values[k * columns + 1] = (handedOver[i]! - orders.purchased[i]!) / dayMs;
    values[k * columns + 2] = (handedOver[i]! % dayMs) / 3_600_000;
    const own = i * orders.features.columns;
    values.set(orders.features.values.subarray(own, own + orders.features.columns), k * columns + 3);
  }
  return {
    starts: handed.map((i) => dayOf(handedOver[i]!)),
    ends: handed.map((i) => dayOf(orders.delivered[i]!)),
    planned: handed.map((i) => remaining(orders, i)),
    features: { rows: handed.length, columns, values },
    categorical: orders.categorical.map((column) => column + 3),
  };
}

function countBelow(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
