import { minorDigits } from "../../foundation/money/index.ts";

/** Currencies that Stripe counts in whole units (docs.stripe.com/currencies, "Zero-decimal currencies"). */
const whole = new Set([
  ...["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"],
]);
/** In thousandths, of which the last digit has to be zero. */
const thousandths = new Set(["BHD", "JOD", "KWD", "OMR", "TND"]);

/**
 * An amount as Stripe counts it. Which currencies have cents is no matter of course: ISO counts Iceland's krónur and Uganda's shillings in whole
 * units and Stripe in hundredths, so that a provider's table is its own and never the ledger's.
 * @returns undefined for an amount that Stripe cannot pay to the last unit: nothing is ever rounded
 */
export function stripeAmount(amount: bigint, currency: string): bigint | undefined {
  const digits = digitsOf(currency);
  const own = minorDigits(currency);
  if (digits >= own) {
    const counted = amount * 10n ** BigInt(digits - own);
    return digits === 3 && counted % 10n !== 0n ? undefined : counted;
  }
  const unit = 10n ** BigInt(own - digits);
  return amount % unit === 0n ? amount / unit : undefined;
}

/**
 * What Stripe counted, in the ledger's own units. What a smaller unit of Stripe's leaves over is cut off: the ledger has never asked for any, so that
 * it shows as a difference.
 */
export function ledgerAmount(counted: bigint, currency: string): bigint {
  const [digits, own] = [digitsOf(currency), minorDigits(currency)];
  return digits >= own ? counted / 10n ** BigInt(digits - own) : counted * 10n ** BigInt(own - digits);
}

function digitsOf(currency: string): number {
  if (whole.has(currency)) return 0;
  return thousandths.has(currency) ? 3 : 2;
}
