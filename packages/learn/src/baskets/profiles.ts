import type { BasketLog } from "./basket-log.ts";
import type { SparseRows } from "./sparse-rows.ts";

/** How much a purchase in a basket counts: by its age in baskets (0 = the last one) and how many baskets the shopper has. */
export type BasketWeight = (age: number, baskets: number) => number;

/**
 * One row a shopper: the summed weights of the baskets in which each item stood. A purchase of weight 0 leaves no entry. Items
 * appear in the order of their first purchase that counts.
 */
export function weightedProfiles(log: BasketLog, weight: BasketWeight): SparseRows {
  const starts = new Int32Array(log.shoppers + 1);
  const columns = new Int32Array(log.lines.length);
  const values = new Float64Array(log.lines.length);
  const place = new Int32Array(log.items).fill(-1);
  let end = 0;
  for (let shopper = 0; shopper < log.shoppers; shopper++) {
    const first = end;
    const last = log.basketStarts[shopper + 1]!;
    const baskets = last - log.basketStarts[shopper]!;
    for (let basket = log.basketStarts[shopper]!; basket < last; basket++) {
      const worth = weight(last - 1 - basket, baskets);
      if (worth === 0) continue;
      for (let line = log.lineStarts[basket]!; line < log.lineStarts[basket + 1]!; line++) {
        const item = log.lines[line]!;
        if (place[item]! < first) {
          place[item] = end;
          columns[end++] = item;
        }
        values[place[item]!]! += worth;
      }
    }
    starts[shopper + 1] = end;
  }
  return { rows: log.shoppers, width: log.items, starts, columns: columns.slice(0, end), values: values.slice(0, end) };
}

/** In how many baskets each item stood, over all shoppers. */
export function itemPopularity(log: BasketLog): Float64Array {
  const baskets = new Float64Array(log.items);
  for (const item of log.lines) baskets[item]!++;
  return baskets;
}
