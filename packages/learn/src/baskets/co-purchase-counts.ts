import { accumulator } from "./accumulator.ts";
import type { BasketLog } from "./basket-log.ts";
import { type ItemBaskets, itemBaskets } from "./item-baskets.ts";

/** What stood in baskets with one item. */
export interface CoPurchases {
  /** The other items, in no order. */
  readonly others: Int32Array;
  /** In how many baskets each stood with it. */
  readonly counts: Float64Array;
  /** The same for the item itself: all its baskets. */
  readonly baskets: number;
}

/** In how many baskets two items stood together, counted for an item when it is asked for the first time. */
export function coPurchaseCounts(
  log: BasketLog,
  { starts, baskets }: ItemBaskets = itemBaskets(log),
): (item: number) => CoPurchases {
  const sums = accumulator(log.items);
  const known: CoPurchases[] = [];
  return (item) => {
    const found = known[item];
    if (found) return found;
    sums.clear();
    for (let k = starts[item]!; k < starts[item + 1]!; k++) {
      const end = log.lineStarts[baskets[k]! + 1]!;
      for (let line = log.lineStarts[baskets[k]!]!; line < end; line++) sums.add(log.lines[line]!, 1);
    }
    const touched = sums.touched();
    const others = new Int32Array(Math.max(0, touched.length - 1));
    const counts = new Float64Array(others.length);
    let end = 0;
    for (let k = 0; k < touched.length; k++) {
      if (touched[k] === item) continue;
      others[end] = touched[k]!;
      counts[end++] = sums.values[touched[k]!]!;
    }
    const counted = { others, counts, baskets: sums.values[item]! };
    known[item] = counted;
    return counted;
  };
}
