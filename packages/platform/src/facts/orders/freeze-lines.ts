import { allocate } from "../../foundation/money/index.ts";

/** A line as it was sold, minor units. */
export interface SoldLine {
  /** Price × quantity before any discount. */
  readonly amount: bigint;
  readonly discount?: bigint | undefined;
}

/** What was paid for a line, for good: `paid = listed − discount`. */
export interface FrozenLine {
  readonly listed: bigint;
  readonly discount: bigint;
  readonly paid: bigint;
}

/**
 * The price-paid snapshot of an order's lines: each line's own discount, and its share of the order's, by what the lines
 * cost after their own discounts. The shares sum to the order's discount exactly, and no line becomes negative.
 */
export function freezeLines(lines: readonly SoldLine[], orderDiscount = 0n): FrozenLine[] {
  const nets = lines.map(({ amount, discount }) => (discount === undefined ? amount : amount - discount));
  if (orderDiscount === 0n)
    return lines.map(({ amount, discount = 0n }, index) => ({ listed: amount, discount, paid: nets[index] ?? amount }));
  const shares = allocate(orderDiscount, nets);
  return lines.map(({ amount }, index) => {
    const paid = (nets[index] ?? 0n) - (shares[index] ?? 0n);
    return { listed: amount, discount: amount - paid, paid };
  });
}
