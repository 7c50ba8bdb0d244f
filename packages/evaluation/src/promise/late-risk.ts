import { fromHandOver, replayLateRisk } from "@aftercare/learn";
import { cpuTimer } from "./cpu-timer.ts";
import { dayMs, dayOf, fromPurchase, type Orders } from "./orders.ts";
import { horizonBefore } from "./quantile-methods.ts";

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
  const { rows, journeys } = fromHandOver(fromPurchase(orders), {
    waited: handedOver.map((time, i) => (time - orders.purchased[i]!) / dayMs),
    hour: handedOver.map((time) => (time % dayMs) / 3_600_000),
  });
  const placeOf = new Map(rows.map((i, place) => [i, place]));
  const timer = cpuTimer();
  const scores = replayLateRisk(
    journeys,
    asked.map((i) => placeOf.get(i)!),
    { horizon: horizonBefore(orders, asked[0]!), answering: timer.run },
  );
  return scores ? { scores, predictSeconds: timer.seconds() } : remainingByTransit(orders, asked);
};

/** Whole days from the hand-over to the promised date. */
function remaining(orders: Orders, i: number): number {
  return orders.day[i]! + orders.planned[i]! - dayOf(orders.handedOver![i]!);
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
