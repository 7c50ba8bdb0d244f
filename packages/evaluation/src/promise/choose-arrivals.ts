import {
  type ArrivalHistory,
  arrivalQuantile,
  fitArrivals,
  type Matrix,
  predictArrivals,
  tabledArrivals,
} from "@aftercare/learn";
import { dayMs, type Orders } from "./orders.ts";

/** Days of orders that both are tried on. */
const tried = 56;
/** Orders that a fit needs, to learn from and to be tried on. */
const enough = 300;

export interface ArrivalChoice {
  /** Undefined where too little is known for a choice. */
  readonly boosted: boolean | undefined;
  readonly words: string;
}

/**
 * Whether boosted hazards or life tables told past orders better: both as of eight weeks of purchases that were nearly all delivered before
 * the day `today`, by the mean of the pinball losses at the median and at nine in ten.
 */
export function chooseArrivals(orders: Orders, history: ArrivalHistory, today: number): ArrivalChoice {
  const cut = today * dayMs;
  const known = Array.from(orders.purchased.keys()).filter((i) => orders.delivered[i]! < cut);
  const took = Float64Array.from(known, (i) => orders.took[i]!).sort();
  const matured = today - (took[Math.floor(0.95 * took.length)] ?? 0);
  const begin = matured - tried;
  const past = known.filter((i) => orders.day[i]! >= begin && orders.day[i]! < matured);
  const earlier = known.filter((i) => orders.day[i]! + orders.took[i]! < begin).length;
  if (past.length < enough || earlier < enough) {
    return { boosted: undefined, words: "promise: life tables, as too few orders are known for more" };
  }
  const model = fitArrivals(history, { asOf: begin });
  const boosted = loss(orders, past, predictArrivals(model, history, past));
  const tabled = loss(orders, past, tabledArrivals(history, past));
  return {
    boosted: boosted <= tabled,
    words: `promise: ${boosted <= tabled ? "boosted hazards" : "life tables"} (mean loss on past orders: boosted ${boosted.toFixed(3)}, life tables ${tabled.toFixed(3)})`,
  };
}

function loss(orders: Orders, rows: readonly number[], chances: Matrix): number {
  let sum = 0;
  for (const [k, i] of rows.entries()) {
    for (const level of [0.5, 0.9]) {
      const above = orders.took[i]! - arrivalQuantile(chances, k, level);
      sum += Math.max(level * above, (level - 1) * above);
    }
  }
  return sum / (2 * rows.length);
}
