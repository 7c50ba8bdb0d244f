import type { OrderPromotion } from "../../facts/orders/index.ts";
import { paidForUnits } from "../../foundation/money/index.ts";

/** A line of an order with what of it is still there. */
export interface KeptLine {
  readonly line: number;
  /** Units that were bought. */
  readonly quantity: number;
  /** For the whole line, minor units. */
  readonly paid: bigint;
  /** Units that have gone back. */
  readonly returned: number;
  /** Of those, the ones that went back as the law lets them: they never break a promotion. */
  readonly freed: number;
}

/**
 * What of a promotion's discount stands on units that are kept although what it asked for is not there any more; minor units, 0 where it
 * still holds, and 0 once nothing is kept. A threshold is held against what the units cost before this promotion; one that was applied
 * several times holds as often as the units still suffice. What does not divide is rounded for the shopper.
 */
export function brokenDiscount(promotion: OrderPromotion, lines: readonly KeptLine[]): bigint {
  const shareOf = new Map(promotion.lines.map(({ line, amount }) => [line, amount]));
  const kept = lines.reduce((sum, { line, quantity, returned }) => {
    return sum + paidForUnits(shareOf.get(line) ?? 0n, quantity, 0, quantity - returned);
  }, 0n);
  if (kept === 0n) return 0n;
  const { needs } = promotion;
  const counted = lines.filter(({ line }) => needs.lines === undefined || needs.lines.includes(line));
  if ("spend" in needs) {
    const spent = counted.reduce((sum, { line, quantity, paid, returned, freed }) => {
      const cost = paid + (shareOf.get(line) ?? 0n);
      return sum + cost - paidForUnits(cost, quantity, 0, returned - freed);
    }, 0n);
    return spent >= needs.spend ? 0n : kept;
  }
  const units = counted.reduce((sum, one) => sum + one.quantity - one.returned + one.freed, 0);
  const times = Math.min(needs.times, Math.floor(units / needs.units));
  const whole = promotion.lines.reduce((sum, { amount }) => sum + amount, 0n);
  const allowed = (whole * BigInt(times) + BigInt(needs.times) - 1n) / BigInt(needs.times);
  return kept > allowed ? kept - allowed : 0n;
}
