import type { ArrivalOutlook } from "../model/arrival-outlook.ts";

/** Longest duration told apart, days. */
const horizon = 150;
/** The standard normal's nine tenths. */
const z90 = 1.2815515655446004;
/** Of the logarithm of days: a retailer who states one number for both still does not know it to the hour. */
const leastSpread = 0.2;

const remembered = new Map<string, ArrivalOutlook>();

/**
 * When something arrives of which nothing is known but two numbers that the retailer states: half have arrived by the end of the one day,
 * nine tenths by the end of the other. Between and beyond them durations are taken for log-normal, as those of parcels roughly are.
 */
export function statedOutlook(p50: number, p90: number): ArrivalOutlook {
  const name = `${p50} ${p90}`;
  const known = remembered.get(name);
  if (known) return known;
  const outlook = drawUp(p50, p90);
  if (remembered.size >= 1000) remembered.clear();
  remembered.set(name, outlook);
  return outlook;
}

function drawUp(p50: number, p90: number): ArrivalOutlook {
  const top = Math.log(p90 + 0.5);
  const spread = Math.max(leastSpread, (top - Math.log(p50 + 0.5)) / z90);
  const middle = top - z90 * spread;
  const chances = Float32Array.from({ length: horizon + 1 }, (_, day) =>
    normal((Math.log(day + 0.5) - middle) / spread),
  );
  // A little less than the share itself: the numbers that were stated must come out again.
  const by = (share: number) =>
    Math.max(
      0,
      chances.findIndex((chance) => chance >= share - 1e-6),
    );
  const late = by(0.9);
  return { chances, early: by(0.05), likely: by(0.5), late, promise: late, journeys: 0, basis: "stated" };
}

/** The standard normal distribution function: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17; right to 7.5e-8. */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x < 0 ? tail : 1 - tail;
}
