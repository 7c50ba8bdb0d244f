import { LearnError, requireWhole } from "../errors/index.ts";
import type { BasketLog } from "./basket-log.ts";

/** Throws LearnError unless a list of `count` items can be given to the shopper of this number. */
export function requireShopper({ shoppers }: BasketLog, shopper: number, count = 0): void {
  if (!Number.isSafeInteger(shopper) || shopper < 0 || shopper >= shoppers) {
    const remedy = "build the log with the new ones, who may be without baskets";
    throw new LearnError("shopper", `is ${shopper}; shoppers are whole numbers from 0 to ${shoppers - 1}: ${remedy}`);
  }
  requireWhole("count", count, 0);
}

/** Throws LearnError unless a list of `count` companions can be given to the item of this number. */
export function requireItem({ items }: BasketLog, item: number, count = 0): void {
  if (!Number.isSafeInteger(item) || item < 0 || item >= items) {
    throw new LearnError("item", `is ${item}; items are whole numbers from 0 to ${items - 1}`);
  }
  requireWhole("count", count, 0);
}

/** Throws LearnError unless `now` is a day after the log's last one: a log that reaches past it would show the future. */
export function requireAfter({ days }: BasketLog, now: number): void {
  if (!Number.isFinite(now)) throw new LearnError("options.now", `is ${now}; a day in the log's own count is needed`);
  if (days?.some((day) => day >= now)) {
    throw new LearnError("options.now", `is ${now}, but the log holds baskets of that day or later; cut it first`);
  }
}
