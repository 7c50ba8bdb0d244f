import { accumulator } from "./accumulator.ts";
import type { BasketLog } from "./basket-log.ts";
import { requireShopper } from "./known-numbers.ts";
import type { Neighbours } from "./neighbours.ts";
import { itemPopularity } from "./profiles.ts";
import { type BasketRanker, bestOf, popularityOrder } from "./ranking.ts";
import type { SparseRows } from "./sparse-rows.ts";

/** Own purchases and those of neighbours, summed: `ownWeight · own + othersWeight · Σ weight · neighbour's row`. */
export interface Blend {
  readonly name: string;
  readonly own: SparseRows;
  readonly others: SparseRows;
  readonly ownWeight: number;
  readonly othersWeight: number;
  neighboursOf(shopper: number): Neighbours;
}

/** A ranker that orders every item that the shopper or a neighbour bought by the blended score. */
export function blendedRanker(log: BasketLog, blend: Blend): BasketRanker {
  const { name, own, others, ownWeight, othersWeight, neighboursOf } = blend;
  const popular = popularityOrder(itemPopularity(log));
  const scores = accumulator(log.items);
  return {
    name,
    rank(shopper, count) {
      requireShopper(log, shopper, count);
      const { shoppers, weights } = neighboursOf(shopper);
      for (let n = 0; n < shoppers.length; n++) scores.addRow(others, shoppers[n]!, weights[n]! * othersWeight);
      scores.addRow(own, shopper, ownWeight);
      const best = bestOf(count, popular);
      for (const item of scores.touched()) best.offer(item, scores.values[item]!);
      scores.clear();
      return best.filled();
    },
  };
}
