import type { RefundPart } from "../../facts/refunds/refund-parts.schema.ts";

/**
 * A share of a sum in minor units, rounded down, so that shares never come to more than the sum.
 * @param basisPoints hundredths of a percent, a whole number: 1000 is 10 %
 * @throws RangeError for a share that is not between nothing and the whole
 */
export function shareOf(total: bigint, basisPoints: number): bigint {
  if (!Number.isInteger(basisPoints) || basisPoints < 0 || basisPoints > 10_000 || total < 0n) {
    throw new RangeError(`${basisPoints} basis points of ${total}: expected 0 to 10000, of 0 or more`);
  }
  return (total * BigInt(basisPoints)) / 10_000n;
}

/**
 * What money given back for a late order is made of: what is left of the postage first, the rest as goodwill, and no more than can be given
 * back at all. Empty where that is nothing: nothing is never everything.
 */
export function lateRefundParts(given: {
  readonly wanted: bigint;
  readonly shippingPaid: bigint;
  readonly shippingRefunded: bigint;
  readonly available: bigint;
}): RefundPart[] {
  const { wanted, shippingPaid, shippingRefunded, available } = given;
  const amount = least(wanted, available);
  const shipping = least(amount, shippingPaid - shippingRefunded);
  const parts: readonly RefundPart[] = [
    { kind: "shipping", amount: shipping },
    { kind: "goodwill", amount: amount - shipping },
  ];
  return parts.filter((part) => part.amount > 0n);
}

/** The smaller of two, and never below nothing. */
function least(a: bigint, b: bigint): bigint {
  const smaller = a < b ? a : b;
  return smaller > 0n ? smaller : 0n;
}
