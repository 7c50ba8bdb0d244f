import { LearnError } from "../errors/index.ts";
import type { BasketLog } from "./basket-log.ts";
import { requireShopper } from "./known-numbers.ts";
import { itemPopularity, weightedProfiles } from "./profiles.ts";
import { type BasketRanker, bestOf, popularityOrder } from "./ranking.ts";

/**
 * The shopper's items by Σ decayᵃᵍᵉ over the baskets that held them, the age counted in baskets (0 = the last one), then those
 * of all shoppers. A decay of 1 is personal top frequency.
 * @throws LearnError naming `decay` outside (0, 1]
 */
export function decayedFrequency(log: BasketLog, decay: number): BasketRanker {
  requireDecay("decay", decay);
  const popular = popularityOrder(itemPopularity(log));
  const profiles = weightedProfiles(log, (age) => decay ** age);
  return {
    name: `decayed frequency ${decay}`,
    rank(shopper, count) {
      requireShopper(log, shopper, count);
      const best = bestOf(count, popular);
      for (let k = profiles.starts[shopper]!; k < profiles.starts[shopper + 1]!; k++)
        best.offer(profiles.columns[k]!, profiles.values[k]!);
      return best.filled();
    },
  };
}

/** Throws unless the decay per basket lies in (0, 1]. */
export function requireDecay(argument: string, decay: number): void {
  if (!(decay > 0 && decay <= 1)) throw new LearnError(argument, `is ${decay}; a decay lies in (0, 1]`);
}
