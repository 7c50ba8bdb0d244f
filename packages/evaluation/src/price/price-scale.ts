import { skewnessOf } from "./smooth-column.ts";

/** The scale on which prices are spread evenly: their own or, where they are positive and skewed, the logarithm. */
export interface PriceScale {
  readonly name: "price" | "log price";
  /** Onto the scale. */
  to(price: number): number;
  /** Back from it. */
  from(value: number): number;
}

const skewed = 1;

/** No other scale. */
export const priceAsItIs: PriceScale = { name: "price", to: (price) => price, from: (value) => value };

/** Chooses by the prices learned from: the logarithm where that takes most of the skewness away. */
export function priceScale(prices: ArrayLike<number>): PriceScale {
  const all = Float64Array.from(prices);
  const least = all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const skewness = skewnessOf(all);
  if (least > 0 && skewness > skewed && Math.abs(skewnessOf(all.map(Math.log))) < skewness) {
    // A price predicted by other means may fall to 0 or below, where there is no logarithm.
    return { name: "log price", to: (price) => Math.log(Math.max(least / 2, price)), from: Math.exp };
  }
  return priceAsItIs;
}
