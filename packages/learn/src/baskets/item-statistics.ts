import { basketLines } from "./basket-lines.ts";
import type { BasketLog } from "./basket-log.ts";
import { type PopularityOrder, popularityOrder } from "./ranking.ts";

/** What is known of each item over all shoppers. */
export interface ItemStatistics {
  /** Log of the share of purchases, and of recent purchases, per thousand. */
  readonly popularity: Float64Array;
  readonly recentPopularity: Float64Array;
  /** Log of how much likelier than the average item it is to be bought again in a later basket, shrunk. */
  readonly repeatRate: Float64Array;
  readonly byPopularity: PopularityOrder;
  readonly byRecentPopularity: PopularityOrder;
}

const halfLifeDays = 30;
const priorChances = 20;

/**
 * Counts over the whole log. Recent purchases are weighted by 2^(−age / 30 days) where days are known, else they are those of
 * each shopper's last basket.
 * @param now the day from which ages count
 */
export function itemStatistics(log: BasketLog, now: number): ItemStatistics {
  const bought = new Float64Array(log.items);
  const recent = new Float64Array(log.items);
  const chances = new Float64Array(log.items);
  const repeats = new Float64Array(log.items);
  const firstSeen = new Int32Array(log.items);
  for (let shopper = 0; shopper < log.shoppers; shopper++) {
    const first = log.basketStarts[shopper]!;
    const end = log.basketStarts[shopper + 1]!;
    for (let basket = first; basket < end; basket++) {
      const weight = log.days ? 2 ** ((log.days[basket]! - now) / halfLifeDays) : Number(basket === end - 1);
      for (const item of basketLines(log, basket)) {
        bought[item]!++;
        recent[item]! += weight;
        // Baskets are numbered through all shoppers, so one of this shopper's is told by its number.
        if (firstSeen[item]! > first) repeats[item]!++;
        else {
          firstSeen[item] = basket + 1;
          chances[item]! += end - 1 - basket;
        }
      }
    }
  }
  const average = (sum(repeats) + 1) / (sum(chances) + priorChances);
  return {
    popularity: logShares(bought, 1),
    recentPopularity: logShares(recent, 0.2),
    repeatRate: repeats.map((count, item) =>
      Math.log((count + priorChances * average) / (chances[item]! + priorChances) / average),
    ),
    byPopularity: popularityOrder(bought),
    byRecentPopularity: popularityOrder(recent),
  };
}

function logShares(counts: Float64Array, prior: number): Float64Array {
  const total = sum(counts) + prior * counts.length;
  return counts.map((count) => Math.log((1000 * (count + prior)) / total));
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
