import type { SeededRandom } from "@aftercare/learn";
import { between, chance, normal } from "../distributions.ts";
import { hour, type TradingDay } from "./calendar.ts";

/** A moment of opening hours, 9:30 to 19:55: most people come in the afternoon. */
export function storeMoment(random: SeededRandom, day: TradingDay): number {
  const time = Math.min(19.9, Math.max(9.5, 15 + 2.6 * normal(random)));
  return wholeSecond(day.start + time * hour);
}

/** A moment on the sofa or in the lunch break: one peak at half past twelve, a larger one at nine in the evening. */
export function homeMoment(random: SeededRandom, day: TradingDay): number {
  const time = chance(random, 0.1)
    ? between(random, 0, 24)
    : chance(random, 0.35)
      ? 12.5 + 1.5 * normal(random)
      : 20.5 + 1.8 * normal(random);
  return wholeSecond(day.start + Math.min(23.99, Math.max(0, time)) * hour);
}

/** A stretch of time between two numbers of hours, in milliseconds. */
export function hoursBetween(random: SeededRandom, low: number, high: number): number {
  return wholeSecond(between(random, low, high) * hour);
}

function wholeSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}
