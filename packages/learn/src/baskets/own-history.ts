import { basketLines } from "./basket-lines.ts";
import type { BasketLog } from "./basket-log.ts";

/** What one shopper bought, item by item; valid until the next shopper is read. */
export interface OwnHistory {
  /** Baskets of the shopper. */
  readonly baskets: number;
  /** Distinct items, in the order of their first purchase. */
  readonly items: readonly number[];
  /** Of each item of the catalogue: baskets that held it, 0 for all that are not in `items`. */
  readonly count: Float64Array;
  /** Sums over the baskets that held it of 0.5^age, 0.8^age and 0.9^age, ages in baskets. */
  readonly fast: Float64Array;
  readonly medium: Float64Array;
  readonly slow: Float64Array;
  /** Sums of 2^(−age/30 days) and 2^(−age/90 days); 0 where days are not known. */
  readonly month: Float64Array;
  readonly quarter: Float64Array;
  /** Days of its first and last purchase. */
  readonly firstDay: Float64Array;
  readonly lastDay: Float64Array;
}

/** A reader of one shopper after the other that reuses its memory: histories are short, catalogues long. */
export function ownHistories(log: BasketLog, now: number): (shopper: number) => OwnHistory {
  const list = () => new Float64Array(log.items);
  const count = list();
  const [fast, medium, slow, month, quarter, firstDay, lastDay] = [
    list(),
    list(),
    list(),
    list(),
    list(),
    list(),
    list(),
  ];
  let items: number[] = [];
  return (shopper) => {
    for (const item of items) count[item] = 0;
    items = [];
    const first = log.basketStarts[shopper]!;
    const end = log.basketStarts[shopper + 1]!;
    for (let basket = first; basket < end; basket++) {
      const age = end - 1 - basket;
      const [byFast, byMedium, bySlow] = [0.5 ** age, 0.8 ** age, 0.9 ** age];
      const day = log.days ? log.days[basket]! : 0;
      const byMonth = log.days ? 2 ** ((day - now) / 30) : 0;
      const byQuarter = log.days ? 2 ** ((day - now) / 90) : 0;
      for (const item of basketLines(log, basket)) {
        if (count[item] === 0) {
          items.push(item);
          fast[item] = medium[item] = slow[item] = month[item] = quarter[item] = 0;
          firstDay[item] = day;
        }
        count[item]!++;
        fast[item]! += byFast;
        medium[item]! += byMedium;
        slow[item]! += bySlow;
        month[item]! += byMonth;
        quarter[item]! += byQuarter;
        lastDay[item] = day;
      }
    }
    return { baskets: end - first, items, count, fast, medium, slow, month, quarter, firstDay, lastDay };
  };
}
