import type { BasketLog } from "./basket-log.ts";

/** The baskets of item `i` are `baskets[starts[i] … starts[i + 1] − 1]`, ascending. */
export interface ItemBaskets {
  readonly starts: Int32Array;
  readonly baskets: Int32Array;
}

/**
 * In which baskets each item stood. Baskets above `largest` lines (a wholesaler's, a stock-take) are left out: they say little
 * on what belongs together and take quadratic time.
 */
export function itemBaskets(log: BasketLog, largest = 500): ItemBaskets {
  const total = log.lineStarts.length - 1;
  const starts = new Int32Array(log.items + 1);
  for (let basket = 0; basket < total; basket++) {
    if (log.lineStarts[basket + 1]! - log.lineStarts[basket]! > largest) continue;
    for (let line = log.lineStarts[basket]!; line < log.lineStarts[basket + 1]!; line++)
      starts[log.lines[line]! + 1]!++;
  }
  for (let item = 0; item < log.items; item++) starts[item + 1]! += starts[item]!;
  const next = starts.slice(0, log.items);
  const baskets = new Int32Array(starts[log.items]!);
  for (let basket = 0; basket < total; basket++) {
    if (log.lineStarts[basket + 1]! - log.lineStarts[basket]! > largest) continue;
    for (let line = log.lineStarts[basket]!; line < log.lineStarts[basket + 1]!; line++)
      baskets[next[log.lines[line]!]!++] = basket;
  }
  return { starts, baskets };
}
