import { LearnError } from "../errors/index.ts";
import { basketLines } from "./basket-lines.ts";
import type { BasketLog } from "./basket-log.ts";

/** The days of the log's baskets. Throws a LearnError where it has none. */
export function requireDays(log: BasketLog): Float64Array {
  if (!log.days) throw new LearnError("log", "has no days; build it with the day of each basket");
  return log.days;
}

/** The distinct days on which a shopper bought anything, ascending. */
export function shopperDays(log: BasketLog, shopper: number): number[] {
  const days = requireDays(log);
  return distinct(days.subarray(log.basketStarts[shopper], log.basketStarts[shopper + 1]));
}

/** For each item that a shopper bought, the distinct days on which they did, ascending. */
export function itemDays(log: BasketLog, shopper: number): Map<number, number[]> {
  const days = requireDays(log);
  const found = new Map<number, number[]>();
  for (let basket = log.basketStarts[shopper]!; basket < log.basketStarts[shopper + 1]!; basket++) {
    const day = days[basket]!;
    for (const item of basketLines(log, basket)) {
      const known = found.get(item);
      if (!known) found.set(item, [day]);
      else if (known.at(-1) !== day) known.push(day);
    }
  }
  return found;
}

function distinct(days: Float64Array): number[] {
  const kept: number[] = [];
  for (const day of days) if (kept.at(-1) !== day) kept.push(day);
  return kept;
}
