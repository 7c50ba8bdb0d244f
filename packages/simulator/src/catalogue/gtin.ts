/**
 * The check digit of a GTIN (GS1 General Specifications, 7.9): weights 3 and 1 alternate from the right, and the digit lifts
 * the sum to a multiple of ten.
 * @param digits all digits but the last
 */
export function gtinCheckDigit(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/**
 * A GTIN-13 that begins with 20, from the range that GS1 leaves for numbers inside one company (prefixes 20 to 29), so that a
 * sample article can never be mistaken for a real one.
 * @param item 0 to 9,999,999,999
 */
export function restrictedGtin(item: number): string {
  const digits = `20${String(item).padStart(10, "0")}`;
  return `${digits}${gtinCheckDigit(digits)}`;
}
