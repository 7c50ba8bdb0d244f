import type { BasketLog } from "./basket-log.ts";
import { requireShopper } from "./known-numbers.ts";
import { itemPopularity, weightedProfiles } from "./profiles.ts";
import { type BasketRanker, bestOf, popularityOrder } from "./ranking.ts";

/** Everyone gets the most bought items (G-TopFreq in Li et al. 2023, "A next basket recommendation reality check", TOIS). */
export function globalTopFrequency(log: BasketLog): BasketRanker {
  const { order } = popularityOrder(itemPopularity(log));
  return {
    name: "global top frequency",
    rank(shopper, count) {
      requireShopper(log, shopper, count);
      return order.slice(0, count);
    },
  };
}

/** How personal top frequency orders items bought equally often, and whether others follow. */
export interface TopFrequencyOptions {
  /** `popularity` (the default): the one that more baskets of all shoppers hold; `recency`: the one bought last. */
  readonly ties?: "popularity" | "recency";
  /** Follow with the most bought items of all shoppers (GP-TopFreq, the default) or stop (P-TopFreq). */
  readonly fill?: boolean;
}

/** The items that the shopper bought in most baskets, then those of all shoppers (Li et al. 2023). */
export function personalTopFrequency(log: BasketLog, options: TopFrequencyOptions = {}): BasketRanker {
  const { ties = "popularity", fill = true } = options;
  const popular = popularityOrder(itemPopularity(log));
  // A recency share below 1 orders ties and can never outweigh one more purchase.
  const profiles = weightedProfiles(log, () => 1);
  const recency = weightedProfiles(log, (age, baskets) =>
    ties === "recency" ? 2 ** -Math.min(age + 1, 40) : 1 / baskets,
  );
  return {
    name: `personal top frequency${ties === "recency" ? ", ties by recency" : ""}${fill ? "" : ", own items only"}`,
    rank(shopper, count) {
      requireShopper(log, shopper, count);
      const best = bestOf(count, popular);
      for (let k = profiles.starts[shopper]!; k < profiles.starts[shopper + 1]!; k++) {
        best.offer(profiles.columns[k]!, profiles.values[k]! + (ties === "recency" ? recency.values[k]! : 0));
      }
      return fill ? best.filled() : best.items();
    },
  };
}
