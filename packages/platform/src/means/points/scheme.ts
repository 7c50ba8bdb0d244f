import { minorDigits } from "../../foundation/money/index.ts";
import type { Scheme } from "./scheme.schema.ts";

/**
 * What a retailer starts from who has saved no scheme: switched off; a point for each unit of the currency, a hundred of
 * them worth one unit; pending for thirty days and for as long as goods can be returned, so that few are spent whose goods
 * come back; used within two years.
 */
export function defaultScheme(currency: string): Scheme {
  const unit = 10n ** BigInt(minorDigits(currency));
  return {
    enabled: false,
    currency,
    earn: { points: 1, per: unit },
    rounding: "down",
    pendingDays: 30,
    expiresAfterMonths: 24,
    redeem: { points: 100, worth: unit },
    tiers: [
      { id: "member", from: 0n, multiplier: 100 },
      { id: "silver", from: 500n * unit, multiplier: 125 },
      { id: "gold", from: 1_500n * unit, multiplier: 150 },
    ],
  };
}

/** What a number of points is worth when it is used, minor units, rounded down. */
export function worthOf(points: bigint, { redeem }: Scheme): bigint {
  return (points * redeem.worth) / BigInt(redeem.points);
}
