import { wilson } from "../../../judgement/promises/index.ts";

/** A share of `n` with its interval. @param n above zero */
export function shareOf(count: number, n: number): { n: number; value: number; low: number; high: number } {
  return { n, ...wilson(count / n, n) };
}
