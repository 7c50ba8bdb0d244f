/** A mean with its 95 % interval. */
export interface MeanByShopper {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Half the width of a 95 % interval in standard errors. */
const z = 1.959963984540054;
/** Below it no interval by the central limit theorem holds what it states. */
const leastShoppers = 30;

/**
 * The mean of what is given for each row, where rows of one shopper hang together (variance of a ratio of totals by shopper).
 * @param shoppers whose each row is
 * @returns undefined for fewer than thirty shoppers
 */
export function meanByShopper(values: ArrayLike<number>, shoppers: readonly string[]): MeanByShopper | undefined {
  const totals = new Map<string, { sum: number; rows: number }>();
  let whole = 0;
  for (const [i, shopper] of shoppers.entries()) {
    const total = totals.get(shopper) ?? { sum: 0, rows: 0 };
    totals.set(shopper, total);
    total.sum += values[i]!;
    total.rows++;
    whole += values[i]!;
  }
  const count = totals.size;
  if (count < leastShoppers) return undefined;
  const value = whole / shoppers.length;
  let squares = 0;
  for (const { sum, rows } of totals.values()) squares += (sum - rows * value) ** 2;
  const half = (z * Math.sqrt((squares * count) / (count - 1))) / shoppers.length;
  return { value, low: value - half, high: value + half };
}
