import { type Accumulator, accumulator } from "./accumulator.ts";
import { basketLines } from "./basket-lines.ts";
import type { BasketLog } from "./basket-log.ts";
import { coPurchaseCounts } from "./co-purchase-counts.ts";
import { itemStatistics } from "./item-statistics.ts";
import { type OwnHistory, ownHistories } from "./own-history.ts";
import { weightedProfiles } from "./profiles.ts";
import { bestOf, type PopularityOrder } from "./ranking.ts";
import { setNeighbours } from "./set-neighbours.ts";

/** The signals by which `autoBasket` orders items, in their order in a feature row. */
export const basketSignals = [
  "own",
  "own count",
  "own share of baskets",
  "own fast decay",
  "own medium decay",
  "own slow decay",
  "own last basket",
  "own once",
  "own repeat rate of the item",
  "own popularity",
  "own recent popularity",
  "own neighbours",
  "own complements",
  "own variety",
  "days since",
  "month decay",
  "quarter decay",
  "overdue",
  "not yet due",
  "new repeat rate of the item",
  "new neighbours",
  "new complements",
  "popularity",
  "recent popularity",
] as const;

/** Items that may come next for one shopper: all their own, and the likeliest others. */
export interface BasketCandidates {
  readonly items: Int32Array;
  /** items × {@link basketSignals}, row after row. */
  readonly features: Float32Array;
}

const nearestShoppers = 200;
const likeliest = { neighbours: 50, complements: 15, recent: 25 } as const;
const days = { grace: 3 } as const;

/**
 * Candidates with their signals as known on the day `now`. Without days in the log the signals of time are 0 and ages are
 * counted in baskets alone.
 */
export function basketFeatures(log: BasketLog, now: number): (shopper: number) => BasketCandidates {
  const width = basketSignals.length;
  const statistics = itemStatistics(log, now);
  const historyOf = ownHistories(log, now);
  const neighboursOf = setNeighbours(
    weightedProfiles(log, () => 1),
    nearestShoppers,
    0.5,
  );
  const purchases = weightedProfiles(log, (age) => 0.9 ** age);
  const complementsOf = lastBasketComplements(log);
  const likely = accumulator(log.items);

  return (shopper) => {
    const own = historyOf(shopper);
    const { shoppers, weights } = neighboursOf(shopper);
    likely.clear();
    for (let n = 0; n < shoppers.length; n++) likely.addRow(purchases, shoppers[n]!, weights[n]!);
    const together = complementsOf(shopper);
    const items = candidates(own, likely, together, statistics.byRecentPopularity);
    const features = new Float32Array(items.length * width);
    const variety = Math.log(own.items.length / Math.max(1, own.baskets));
    for (let row = 0, at = 0; row < items.length; row++, at += width) {
      const item = items[row]!;
      const neighbours = Math.log(100 * likely.values[item]! + 0.05);
      const complements = Math.log(100 * together.values[item]! + 0.5);
      if (row < own.items.length) {
        const count = own.count[item]!;
        features[at] = 1;
        features[at + 1] = Math.log(1 + count);
        features[at + 2] = count / own.baskets;
        features[at + 3] = own.fast[item]!;
        features[at + 4] = Math.log(1 + own.medium[item]!);
        features[at + 5] = own.slow[item]! / own.baskets;
        features[at + 6] = Math.log(own.fast[item]! + 0.01);
        features[at + 7] = count === 1 ? Math.log(own.baskets) : 0;
        features[at + 8] = statistics.repeatRate[item]!;
        features[at + 9] = statistics.popularity[item]!;
        features[at + 10] = statistics.recentPopularity[item]!;
        features[at + 11] = neighbours;
        features[at + 12] = complements;
        features[at + 13] = variety;
        if (log.days) timeSignals(own, item, now, features, at + 14);
      } else {
        features[at + 19] = statistics.repeatRate[item]!;
        features[at + 20] = neighbours;
        features[at + 21] = complements;
      }
      features[at + 22] = statistics.popularity[item]!;
      features[at + 23] = statistics.recentPopularity[item]!;
    }
    return { items, features };
  };
}

/** When, not only what: how long ago, how often lately, and before or after its usual gap. */
function timeSignals(own: OwnHistory, item: number, now: number, features: Float32Array, at: number): void {
  const count = own.count[item]!;
  const since = now - own.lastDay[item]!;
  features[at] = Math.log(1 + since);
  features[at + 1] = Math.log(own.month[item]! + 0.1);
  features[at + 2] = Math.log(own.quarter[item]! + 0.1);
  if (count === 1) return;
  const gap = (own.lastDay[item]! - own.firstDay[item]!) / (count - 1);
  const due = Math.log((since + days.grace) / (gap + days.grace));
  features[at + 3] = Math.max(0, due);
  features[at + 4] = Math.min(0, due);
}

function candidates(own: OwnHistory, likely: Accumulator, together: Accumulator, recent: PopularityOrder): Int32Array {
  const chosen = new Set(own.items);
  const others = (sums: Accumulator, count: number) => {
    const best = bestOf(count, recent);
    for (const item of sums.touched()) if (own.count[item] === 0) best.offer(item, sums.values[item]!);
    for (const item of best.items()) chosen.add(item);
  };
  others(likely, likeliest.neighbours);
  others(together, likeliest.complements);
  for (const item of recent.order.subarray(0, likeliest.recent)) chosen.add(item);
  return Int32Array.from(chosen);
}

/** What stands in baskets beside the items of the shopper's last one: mean over those of the shrunk share P(other | item). */
function lastBasketComplements(log: BasketLog): (shopper: number) => Accumulator {
  const togetherWith = coPurchaseCounts(log);
  const sums = accumulator(log.items);
  const prior = 5;
  return (shopper) => {
    sums.clear();
    const last = log.basketStarts[shopper + 1]! - 1;
    if (last < log.basketStarts[shopper]!) return sums;
    const items = basketLines(log, last);
    for (const item of items) {
      const { others, counts, baskets } = togetherWith(item);
      const weight = 1 / (items.length * (baskets + prior));
      for (let k = 0; k < others.length; k++) sums.add(others[k]!, weight * counts[k]!);
    }
    return sums;
  };
}
