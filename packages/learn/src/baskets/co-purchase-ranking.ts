import type { BasketLog } from "./basket-log.ts";
import { coPurchaseCounts } from "./co-purchase-counts.ts";
import { requireItem } from "./known-numbers.ts";
import { itemPopularity } from "./profiles.ts";
import { bestOf, popularityOrder } from "./ranking.ts";

/** A fitted method for what goes with one item. */
export interface CompanionRanker {
  readonly name: string;
  /** The `count` items likeliest to stand in a basket with this one, best first. Throws LearnError naming `item` or `count`. */
  rank(item: number, count: number): Int32Array;
}

/** The items that stood in most baskets with this one, ties and what is missing by popularity: the reference to beat. */
export function coPurchaseRanking(log: BasketLog): CompanionRanker {
  const countsOf = coPurchaseCounts(log);
  const popular = popularityOrder(itemPopularity(log));
  return {
    name: "co-purchase count",
    rank(item, count) {
      requireItem(log, item, count);
      const best = bestOf(count, popular);
      const { others, counts } = countsOf(item);
      for (let k = 0; k < others.length; k++) best.offer(others[k]!, counts[k]!);
      return best.filled(item);
    },
  };
}
