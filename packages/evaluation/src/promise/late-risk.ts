import { arrivalHistory, chanceLater, fitArrivals, type Journeys, predictArrivals } from "@aftercare/learn";
import { dayMs, dayOf, type Orders } from "./orders.ts";

/** A score for each order at its hand-over to the carrier that is higher the likelier it comes after the promised day. */
export type LateMethod = (orders: Orders, asked: readonly number[]) => Float64Array;

/** Fewer days left, more risk. */
export const remainingDays: LateMethod = (orders, asked) => Float64Array.from(asked, (i) => -remaining(orders, i));

/** Days left against the mean way of the parcels delivered in the fourteen days before the hand-over. */
export const remainingByTransit: LateMethod = (orders, asked) => {
  const byDelivery = Array.from(orders.delivered.keys())
    .filter((i) => !Number.isNaN(orders.delivered[i]! + orders.handedOver[i]!))
    .sort((a, b) => orders.delivered[a]! - orders.delivered[b]!);
  const times = byDelivery.map((i) => orders.delivered[i]!);
  const transit = byDelivery.map((i) => (orders.delivered[i]! - orders.handedOver[i]!) / dayMs);
  return Float64Array.from(asked, (i) => {
    const to = countBelow(times, orders.handedOver[i]!);
    const from = countBelow(times, orders.handedOver[i]! - 14 * dayMs);
    const recent = transit.slice(from, to);
    const mean = recent.length === 0 ? 1 : recent.reduce((sum, each) => sum + each, 0) / recent.length;
    return -remaining(orders, i) / Math.max(0.5, mean);
  });
};

/** The chance to arrive after the promised day, from boosted hazards by day since the hand-over, refitted every four weeks. */
export const lateChance: LateMethod = (orders, asked) => {
  const handed = Array.from(orders.handedOver.keys()).filter(
    (i) => !Number.isNaN(orders.handedOver[i]!) && !(dayOf(orders.delivered[i]!) < dayOf(orders.handedOver[i]!)),
  );
  const placeOf = new Map(handed.map((i, place) => [i, place]));
  const history = arrivalHistory(fromHandover(orders, handed));
  const byDay = asked.map((i, k) => ({ k, place: placeOf.get(i)! })).sort((a, b) => a.place - b.place);
  const begin = Math.min(...byDay.map(({ place }) => history.journeys.starts[place]!));
  const score = new Float64Array(asked.length);
  for (const [block, members] of Map.groupBy(byDay, ({ place }) =>
    Math.floor((history.journeys.starts[place]! - begin) / 28),
  )) {
    const model = fitArrivals(history, { asOf: begin + block * 28 });
    const chances = predictArrivals(
      model,
      history,
      members.map(({ place }) => place),
    );
    for (const [row, { k, place }] of members.entries()) {
      score[k] = chanceLater(chances, row, history.journeys.planned[place]!);
    }
  }
  return score;
};

/** Whole days from the hand-over to the promised date. */
function remaining(orders: Orders, i: number): number {
  return orders.day[i]! + orders.promised[i]! - dayOf(orders.handedOver[i]!);
}

function fromHandover(orders: Orders, handed: readonly number[]): Journeys {
  const columns = orders.features.columns + 3;
  const values = new Float64Array(handed.length * columns);
  for (const [k, i] of handed.entries()) {
    values[k * columns] = orders.promised[i]!;
    values[k * columns + 1] = (orders.handedOver[i]! - orders.purchased[i]!) / dayMs;
    values[k * columns + 2] = (orders.handedOver[i]! % dayMs) / 3_600_000;
    const own = i * orders.features.columns;
    values.set(orders.features.values.subarray(own, own + orders.features.columns), k * columns + 3);
  }
  return {
    starts: handed.map((i) => dayOf(orders.handedOver[i]!)),
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
