import { LearnError } from "../errors/index.ts";
import { cholesky, solveCholesky } from "../matrix/index.ts";

/** Waiting for a next purchase: from one purchase to the next, or to the day on which the data end. */
export interface Wait {
  /** Whole days waited, at least 1. */
  readonly days: number;
  /** Whether a purchase ended it. */
  readonly bought: boolean;
  /** Purchases before it, at least 1, and the gap expected from them, in days above 0. */
  readonly purchases: number;
  readonly gap: number;
}

/** How the daily chance of the next purchase hangs on the time waited. */
export interface GapHazard {
  readonly coefficients: Float64Array;
}

const width = 6;

/**
 * Signals of one day of waiting: log time, log expected gap, how far past it and past twice it, log purchases. So the hazard may
 * rise towards the gap, stay for a while, and fall when it is long past (the shopper has gone).
 */
function signals(day: number, { gap, purchases }: Pick<Wait, "gap" | "purchases">, row: Float64Array): Float64Array {
  row[0] = 1;
  row[1] = Math.log(day);
  row[2] = Math.log(gap);
  row[3] = Math.max(0, Math.log(day / gap));
  row[4] = Math.max(0, Math.log(day / (2 * gap)));
  row[5] = Math.log(purchases);
  return row;
}

/** First days of the pieces on which the hazard is taken as level: each day at first, then ever wider. */
const pieceStarts: readonly number[] = (() => {
  const starts = [1];
  while (starts.at(-1)! < 5000) starts.push(Math.max(starts.at(-1)! + 1, Math.round(starts.at(-1)! * 1.15)));
  return starts;
})();

/**
 * Fits a proportional hazard on pieces of time by Poisson regression, with a small ridge penalty (piecewise exponential model:
 * Holford 1980; Friedman 1982, Annals of Statistics). Waits that no purchase ended count as such: leaving them out would
 * promise every shopper's return.
 * @throws LearnError naming `waits` where none ended with a purchase
 */
export function fitGapHazard(waits: readonly Wait[], l2 = 1): GapHazard {
  let events = 0;
  let exposure = 0;
  for (const wait of waits) {
    if (wait.bought) events++;
    exposure += wait.days;
  }
  if (events === 0) throw new LearnError("waits", "no wait ended with a purchase; at least one must");
  let coefficients: Float64Array = new Float64Array(width);
  coefficients[0] = Math.log(events / exposure);
  let here = derivatives(waits, coefficients, l2);
  for (let iteration = 0; iteration < 50; iteration++) {
    // The penalty keeps the Hessian positive definite.
    const step = solveCholesky(cholesky(here.hessian, width)!, width, here.gradient);
    let share = 1;
    let next = coefficients;
    let there = here;
    do {
      next = coefficients.map((coefficient, j) => coefficient + share * step[j]!);
      there = derivatives(waits, next, l2);
      share /= 2;
    } while (!(there.loss <= here.loss) && share > 1e-6);
    const gain = here.loss - there.loss;
    if (!(gain > 0)) break;
    coefficients = next;
    here = there;
    if (gain < 1e-9 * Math.abs(here.loss)) break;
  }
  return { coefficients };
}

function derivatives(waits: readonly Wait[], coefficients: Float64Array, l2: number) {
  const gradient = coefficients.map((coefficient, j) => (j === 0 ? 0 : -l2 * coefficient));
  const hessian = new Float64Array(width * width);
  let loss = 0;
  for (let j = 1; j < width; j++) loss += (l2 / 2) * coefficients[j]! ** 2;
  const row = new Float64Array(width);
  for (const wait of waits) {
    for (let piece = 0; pieceStarts[piece]! <= wait.days; piece++) {
      const first = pieceStarts[piece]!;
      const last = Math.min(wait.days, (pieceStarts[piece + 1] ?? Number.POSITIVE_INFINITY) - 1);
      signals((first + last) / 2, wait, row);
      const log = dot(coefficients, row);
      const expected = (last - first + 1) * Math.exp(log);
      const event = wait.bought && last === wait.days ? 1 : 0;
      loss += expected - event * log;
      for (let i = 0; i < width; i++) {
        gradient[i]! += (event - expected) * row[i]!;
        for (let j = 0; j <= i; j++) hessian[i * width + j]! += expected * row[i]! * row[j]!;
      }
    }
  }
  for (let j = 0; j < width; j++) hessian[j * width + j]! += j === 0 ? 1e-9 : l2;
  return { loss, gradient, hessian };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

/** When the next purchase comes, given that none has come yet. */
export interface Due {
  /** The day by which half of those who buy within the horizon have bought; never before the day asked on. */
  readonly day: number;
  /** Ends of the central interval at the level asked for, of the same. */
  readonly lower: number;
  readonly upper: number;
  /** Chance that a purchase comes within the horizon at all. */
  readonly chance: number;
}

/**
 * The days ahead of someone who has waited `waited` days without buying: survival from then on by the hazard, so that what is
 * already past is never predicted.
 * @param now the day asked on, which is the first day on which the purchase can come
 */
export function dueFrom(
  { coefficients }: GapHazard,
  now: number,
  waited: number,
  wait: Pick<Wait, "gap" | "purchases">,
  horizon: number,
  level: number,
): Due {
  const row = new Float64Array(width);
  const bought = new Float64Array(horizon);
  let hazard = 0;
  for (let ahead = 0; ahead < horizon; ahead++) {
    hazard += Math.exp(dot(coefficients, signals(Math.max(1, waited + ahead), wait, row)));
    bought[ahead] = -Math.expm1(-hazard);
  }
  const chance = bought[horizon - 1]!;
  const dayOf = (share: number) => {
    const ahead = bought.findIndex((each) => each >= share * chance);
    return now + (ahead < 0 ? horizon - 1 : ahead);
  };
  return { day: dayOf(0.5), lower: dayOf((1 - level) / 2), upper: dayOf((1 + level) / 2), chance };
}
