import { LearnError } from "../errors/index.ts";
import type { BasketLog } from "./basket-log.ts";
import { requireShopper } from "./known-numbers.ts";
import { shopperDays } from "./purchase-days.ts";

/**
 * The reference for the next purchase day: the last one plus the mean of the shopper's gaps, but not before `now`.
 * @throws LearnError naming `shopper` where fewer than two purchase days are known, `log` where it has no days
 */
export function meanGapDay(log: BasketLog, shopper: number, now: number): number {
  requireShopper(log, shopper);
  const days = shopperDays(log, shopper);
  if (days.length < 2) throw new LearnError("shopper", `${shopper} has fewer than two purchase days; there is no gap`);
  const [first, last] = [days[0]!, days.at(-1)!];
  return Math.max(now, last + (last - first) / (days.length - 1));
}
