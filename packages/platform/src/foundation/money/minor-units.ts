/** Digits after the decimal point of an ISO 4217 currency, as CLDR lists them: EUR 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  digitsOf.set(currency, digits);
  return digits;
}

/** Making a format costs some 20 µs, far more than all else that is done with an amount. */
const digitsOf = new Map<string, number>();

/**
 * A decimal text times a whole quantity, in minor units, rounded half away from zero: ("2.55", 6, 2) → 1530n.
 * The product is rounded once; rounding the unit price first loses cents (0.125 × 8 is 1.00, not 1.04).
 * @throws RangeError when the text is not a plain decimal number.
 */
export function toMinor(decimal: string, quantity: number, digits: number): bigint {
  const match = /^(-?)(\d*)\.?(\d*)$/.exec(decimal.trim());
  if (!match || (match[2] === "" && match[3] === "")) throw new RangeError(`not a decimal number: ${decimal}`);
  const fraction = match[3] ?? "";
  const scaled = BigInt(`${match[2]}${fraction}`) * BigInt(quantity) * 10n ** BigInt(digits);
  const divisor = 10n ** BigInt(fraction.length);
  const signed = match[1] === "-" ? -scaled : scaled;
  const half = signed < 0n ? -divisor / 2n : divisor / 2n;
  return (signed + half) / divisor;
}

/** Minor units as a decimal text that `Intl.NumberFormat` formats exactly: (1234n, 2) → "12.34". */
export function toDecimal(amount: bigint, digits: number): string {
  const sign = amount < 0n ? "-" : "";
  const text = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
