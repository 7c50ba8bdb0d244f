/** A mean with its interval. */
export interface MeanByShopper {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Whose each row is, as numbers from 0 on. */
export interface RowsByShopper {
  readonly shoppers: number;
  readonly shopperOf: Int32Array;
  /** Of each shopper. */
  readonly rows: Float64Array;
}

/** Half the width of a 95 % interval in standard errors. */
const usualWidth = 1.959963984540054;
/** Below it no interval by the central limit theorem holds what it states. */
const leastShoppers = 30;

/** @param names whose each row is */
export function rowsByShopper(names: readonly string[]): RowsByShopper {
  const numbers = new Map<string, number>();
  const shopperOf = Int32Array.from(names, (name) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  const rows = new Float64Array(numbers.size);
  for (const shopper of shopperOf) rows[shopper]!++;
  return { shoppers: numbers.size, shopperOf, rows };
}

/**
 * The mean of what is given for each row, where rows of one shopper hang together (variance of a ratio of totals by shopper).
 * @param names whose each row is
 * @param width of the interval, half of it, in standard errors; that of a 95 % one if not given
 * @returns undefined for fewer than thirty shoppers
 */
export function meanByShopper(
  values: ArrayLike<number>,
  names: readonly string[],
  width = usualWidth,
): MeanByShopper | undefined {
  return meanOf(values, rowsByShopper(names), width);
}

/** {@link meanByShopper} for many means of the same rows. */
export function meanOf(
  values: ArrayLike<number>,
  { shoppers, shopperOf, rows }: RowsByShopper,
  width = usualWidth,
): MeanByShopper | undefined {
  if (shoppers < leastShoppers) return undefined;
  const totals = new Float64Array(shoppers);
  let whole = 0;
  for (const [i, shopper] of shopperOf.entries()) {
    totals[shopper]! += values[i]!;
    whole += values[i]!;
  }
  const value = whole / shopperOf.length;
  const squares = totals.reduce((sum, total, shopper) => sum + (total - rows[shopper]! * value) ** 2, 0);
  const half = (width * Math.sqrt((squares * shoppers) / (shoppers - 1))) / shopperOf.length;
  return { value, low: value - half, high: value + half };
}
